import { commonFields, type FileShape } from "../file/file-shape.js";

/** How webhooks of Webex are written in the file. */
export const shape: FileShape = {
  title: "Cisco Webex",
  request: "CreateWebhookRequest",
  keys: ["name"],
  account: {
    token: {
      option: "auth",
      required: true,
      secret: true,
      description: "The access token, as a reference such as `${WEBEX_TOKEN}`, without the word `Bearer`.",
    },
    ...commonFields,
  },
  exclusive: [],
  flags: {
    undocumented: "`true` skips the checks that the event and the filters exist for the resource. Default: `false`.",
  },
};
