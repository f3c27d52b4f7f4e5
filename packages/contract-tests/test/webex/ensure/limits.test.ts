import { createWebexWebhooks } from "comms-webhooks/webex";
import { describeLimits } from "../../../src/limits.ts";

const desired = {
  name: "Spaces",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  secret: "s3cret",
} as const;
const keys = [{ name: "a" }, { name: "b", ownedBy: "org" }] as const;

describeLimits(
  [
    [
      "ensure of Webex",
      ["GET", "POST", "DELETE"],
      (options, _, more) => createWebexWebhooks(options).ensure(desired, more),
    ],
    ["health of Webex", ["GET", "GET"], (options, _, more) => createWebexWebhooks(options).health(keys, more)],
    [
      "reactivate of Webex",
      ["GET", "PUT"],
      (options, sandbox, more) => {
        const disabled = sandbox.webhooks().webex.find(({ status }) => status === "inactive");
        return createWebexWebhooks(options).reactivate(disabled?.id ?? "", more);
      },
    ],
  ],
  async (sandbox) => {
    const webhooks = createWebexWebhooks({ auth: "k7", fetch: sandbox.fetch });
    await webhooks.create({ ...desired, event: "updated" });
    sandbox.disableWebexWebhook((await webhooks.create({ ...desired, name: "Disabled" })).id);
  },
);
