import { commonFields, type FileShape } from "../file/file-shape.js";

/** How webhooks of 8x8 Connect are written in the file. */
export const shape: FileShape = {
  title: "8x8 Connect",
  request: "WebhookConfiguration",
  keys: ["subAccountId", "type"],
  account: {
    accountId: {
      option: "accountId",
      required: true,
      description: 'The id of the account, from the page "API keys" of connect.8x8.com.',
    },
    apiKey: {
      option: "auth",
      required: true,
      secret: true,
      description: "An API key of the account, as a reference such as `${API_KEY}`.",
    },
    region: { option: "region", values: "servers", description: "The region of the account. Default: `asiaPacific`." },
    ...commonFields,
  },
  exclusive: ["httpAuthorization", "oauth"],
  flags: {},
};
