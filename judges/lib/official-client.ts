import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** A webhook as the official client returns it. */
export interface OfficialWebhook {
  id: string;
  name: string;
  status: string;
  targetUrl: string;
}

/** The methods of `@webex/plugin-webhooks`. */
export interface OfficialWebhooks {
  create(webhook: object): Promise<OfficialWebhook>;
  get(webhook: OfficialWebhook | string): Promise<OfficialWebhook>;
  list(options?: {
    max?: number;
  }): Promise<{ items: OfficialWebhook[]; hasNext(): boolean; next(): Promise<{ items: OfficialWebhook[] }> }>;
  remove(webhook: OfficialWebhook | string): Promise<unknown>;
  update(webhook: object): Promise<OfficialWebhook>;
}

/** Creates the official Webex client for another server than Webex. Its packages have no types of their own. */
export function createOfficialClient(url: string, token: string): OfficialWebhooks {
  const { default: WebexCore } = require("@webex/webex-core");
  require("@webex/plugin-webhooks");
  const services = { discovery: { hydra: url }, override: { hydra: url }, validateDomains: false };
  const config = { hydraServiceUrl: url, services, logger: { level: "silent" } };
  return new WebexCore({ credentials: { access_token: token }, config }).webhooks;
}
