/** Accepted, or the status of the rejection. */
export type Verdict = "accepted" | number;

/** A request about which Prism and the sandbox disagree. */
export interface Difference {
  request: string;
  /** The operations that it differs for, by API. */
  operations: Partial<Record<string, readonly string[]>>;
  sandbox: Verdict;
  prism: Verdict;
  reason: string;
}

const webex = ["listWebhooks", "createWebhook", "getWebhook", "updateWebhook", "deleteWebhook"];
const connect = ["listWebhooks", "createOrReplaceWebhooks", "deleteWebhooks"];
const one = ["getWebhook", "updateWebhook", "deleteWebhook"];
const withBody = { webex: ["createWebhook", "updateWebhook"], "8x8": ["createOrReplaceWebhooks", "deleteWebhooks"] };
const withoutBody = { webex: ["listWebhooks", "getWebhook", "deleteWebhook"], "8x8": ["listWebhooks"] };

/** Every difference there is. One that goes away has to be removed. */
export const differences: readonly Difference[] = [
  {
    request: 'with the authorization "bearer k7"',
    operations: { webex, "8x8": connect },
    sandbox: "accepted",
    prism: 401,
    reason:
      "The name of an authentication scheme is case-insensitive (RFC 9110, section 11.1). Prism compares its letters.",
  },
  {
    request: 'with the authorization "Bearer two words"',
    operations: { webex, "8x8": connect },
    sandbox: 401,
    prism: "accepted",
    reason: "A token has no spaces (RFC 6750, section 2.1). Prism looks at the scheme only.",
  },
  ...["", "text/plain", "application/x-www-form-urlencoded"].map((type) => ({
    request: `with the content-type "${type}"`,
    operations: withBody,
    sandbox: 415,
    prism: 422,
    reason: "Prism reads a body that isn't JSON as a text, and says first that a text isn't an object.",
  })),
  {
    request: 'with the content-type "application/vnd.api+json"',
    operations: withBody,
    sandbox: 415,
    prism: "accepted",
    reason: "The documents declare application/json. Prism takes any JSON for it.",
  },
  {
    request: "as HEAD",
    operations: { webex, "8x8": connect },
    sandbox: "accepted",
    prism: 405,
    reason: "What supports GET supports HEAD (RFC 9110, section 9.1). Prism knows the declared methods only.",
  },
  {
    request: "with the body {",
    operations: withBody,
    sandbox: 400,
    prism: "accepted",
    reason: "Prism's server rejects it with 400 as well, but before Prism judges it, and without problem details.",
  },
  {
    request: "with the body {}",
    operations: withoutBody,
    sandbox: "accepted",
    prism: 422,
    reason: "A body without a meaning is ignored. Prism rejects one that isn't declared.",
  },
  {
    request: "with a slash at the end",
    operations: { webex: ["listWebhooks"] },
    sandbox: "accepted",
    prism: 422,
    reason: "The sandbox ignores a slash at the end. Prism takes it for an empty webhookId.",
  },
  {
    request: "with a slash at the end",
    operations: { webex: ["createWebhook"] },
    sandbox: "accepted",
    prism: 405,
    reason: "The sandbox ignores a slash at the end. Prism takes it for an empty webhookId.",
  },
  {
    request: "with a slash at the end",
    operations: { webex: one, "8x8": connect },
    sandbox: "accepted",
    prism: 404,
    reason: "The sandbox ignores a slash at the end. To Prism it is another path.",
  },
  ...["max=", "max=1e2", "ownedBy="].map((query) => ({
    request: `with the query ${query}`,
    operations: { webex: ["listWebhooks"] },
    sandbox: 400,
    prism: "accepted" as const,
    reason: "Prism converts a text by the rules of JavaScript, and takes an empty parameter for none.",
  })),
  ...["unknown", "3F8A1C52-7D40-4B9E-A6C1-90E2D57B48AF", "%20", "a%2Fb"].map((id) => ({
    request: `with the webhookId ${id}`,
    operations: { webex: one },
    sandbox: 404,
    prism: "accepted" as const,
    reason: "Whether a webhook exists isn't in the document.",
  })),
  ...["unknown", "%20", "a%2Fb"].map((id) => ({
    request: `with the accountId ${id}`,
    operations: { "8x8": connect },
    sandbox: 401,
    prism: 422,
    reason: "The sandbox responds to an id that isn't a UUID as to an unknown account, with code 1200.",
  })),
];
