import { create8x8Webhooks, type Webhook, webhookIssues } from "comms-webhooks/8x8";
import type { FileFormat } from "../file/file-format.js";
import { webhookFields } from "../generated/8x8.js";
import { shape } from "./file-shape.js";

/** Webhooks of 8x8 Connect in the file. */
export const file8x8: FileFormat = {
  api: "8x8",
  shape,
  webhookFields,
  createClient: create8x8Webhooks,
  placeholders: { auth: "key", accountId: "account" },
  webhookIssues(webhook, options) {
    return webhookIssues([webhook], options).map(({ path: [_index, ...path], message }) => ({
      path,
      message: message.replace(/^\[0\]\.?/, ""),
    }));
  },
  listed({ subAccountId, type, enabled, httpAuthorization, ...fields }: Webhook) {
    const own = {
      ...fields,
      ...(enabled === false && { enabled }),
      ...(httpAuthorization && { httpAuthorization }),
    };
    return (type === undefined ? ["CADR", "MSG"] : [type]).map((each) => ({ keys: [subAccountId, each], fields: own }));
  },
};
