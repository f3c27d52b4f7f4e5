import { createWebexWebhooks, type PlannedWebhook } from "comms-webhooks/webex";
import type { Api, ApiAccount, ClientExtras, Health, Remedy } from "../accounts.js";
import type { WebexAccount } from "../file/loaded-file.js";

/** Cisco Webex. */
export const webex: Api = { open, variables: { token: "WEBEX_TOKEN", baseUrl: "WEBEX_URL" } };

function open(account: WebexAccount, extras: ClientExtras): ApiAccount {
  const client = createWebexWebhooks({ ...account.client, ...extras });
  const isUndocumented = account.webhooks.some(({ options }) => options.undocumented);
  const desired = account.webhooks.map((webhook) => webhook.desired);

  return {
    // The file's loader has checked each pair, except where the file says not to.
    plan: (options) =>
      isUndocumented ? client.plan(desired, { ...options, undocumented: true }) : client.plan(desired, options),
    list: () => client.list().toArray(),
    nameOf: (key) => {
      const { name, ownedBy } = key as PlannedWebhook;
      return ownedBy === "org" ? `${name} (organization)` : name;
    },
    async health() {
      const found = desired.length > 0 ? await client.health(desired) : [];
      return found.map(({ name, state, webhooks }): Health => {
        const inactive = webhooks.find(({ status }) => status === "inactive");
        const reactivate = inactive && ((since?: Date) => client.reactivate(inactive.id, { inactiveSince: since }));
        return {
          webhook: name,
          state,
          isHealthy: state === "active",
          ...advice[state],
          ...(reactivate && { reactivate }),
        };
      });
    },
  };
}

const apply: Remedy = { text: "To correct it", command: "apply" };

const advice: { readonly [State in string]?: Pick<Health, "reason" | "remedy"> } = {
  inactive: {
    reason: "Webex has disabled it, as it does after 100 failed deliveries in five minutes",
    remedy: { text: "Correct its receiver, then reactivate it", command: "status --heal" },
  },
  missing: { reason: "Webex has no webhook of this name", remedy: apply },
  duplicate: { reason: "several webhooks have this name, so each event is delivered more than once", remedy: apply },
  unreadable: { reason: "what Webex returned for it can't be read", remedy: undefined },
};
