import { createWebexWebhooks, type Webhook, webhookIssues } from "comms-webhooks/webex";
import type { FileFormat } from "../file/file-format.js";
import { webhookFields } from "../generated/webex.js";
import { shape } from "./file-shape.js";

/** Webhooks of Webex in the file. */
export const webexFile: FileFormat = {
  api: "webex",
  shape,
  webhookFields,
  createClient: createWebexWebhooks,
  placeholders: { auth: "token" },
  webhookIssues,
  listed({ name, ownedBy, status = "active", ...fields }: Webhook) {
    const comment = status === "active" ? undefined : `Webex has disabled it: its status is ${JSON.stringify(status)}.`;
    return [{ keys: [name], fields: { ...fields, ...(ownedBy === "org" && { ownedBy }) }, comment }];
  },
};
