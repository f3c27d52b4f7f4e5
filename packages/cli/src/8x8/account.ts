import { create8x8Webhooks, type TypedWebhookKey } from "comms-webhooks/8x8";
import type { Api, ApiAccount, ClientExtras, Health, Remedy } from "../accounts.js";
import type { Account8x8 } from "../file/loaded-file.js";

/** 8x8 Connect. */
export const connect8x8: Api = {
  open,
  variables: { accountId: "ACCOUNT_ID", apiKey: "API_KEY", baseUrl: "CONNECT_URL" },
};

function open(account: Account8x8, extras: ClientExtras): ApiAccount {
  const client = create8x8Webhooks({ ...account.client, ...extras });
  const desired = account.webhooks.map((webhook) => webhook.desired);
  const nameOf = ({ subAccountId, type }: TypedWebhookKey) => `${subAccountId} ${type}`;

  return {
    plan: (options) => client.plan(desired, options),
    list: () => client.list().toArray(),
    nameOf: (key) => nameOf(key as TypedWebhookKey),
    async health() {
      const keys = desired.map(({ subAccountId, type }) => ({ subAccountId, type }));
      const found = keys.length > 0 ? await client.health(keys) : [];
      return found.map((health, index): Health => {
        const wanted = (desired[index]?.enabled ?? true) ? "enabled" : "disabled";
        const isHealthy = health.state === wanted;
        return { webhook: nameOf(health), state: health.state, isHealthy, ...(!isHealthy && advice[health.state]) };
      });
    },
  };
}

const apply: Remedy = { text: "To correct it", command: "apply" };

const advice: { readonly [State in string]?: Pick<Health, "reason" | "remedy"> } = {
  disabled: { reason: "it is disabled at 8x8", remedy: apply },
  enabled: { reason: "it is enabled at 8x8, but disabled in the file", remedy: apply },
  missing: { reason: "8x8 has no webhook of this sub-account and type", remedy: apply },
  unreadable: { reason: "what 8x8 returned for it can't be read", remedy: undefined },
};
