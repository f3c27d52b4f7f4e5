/**
 * The quickstart registers URLs of this machine and URLs without TLS, which the sandbox takes. The vendors can't reach
 * the ones and should not use the others: for them leave the option away, and such a URL is refused before it is sent.
 */
export const targets = "any";
