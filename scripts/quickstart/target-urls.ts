/**
 * Allows URLs of this machine and URLs without TLS. The vendors can't reach the first and shouldn't use the second, so
 * leave the option out for them: the client then rejects such URLs before it sends the request.
 */
export const targetUrls = "any";
