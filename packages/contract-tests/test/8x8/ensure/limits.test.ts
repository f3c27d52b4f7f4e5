import type { BaseClientOptions } from "comms-webhooks";
import { create8x8Webhooks } from "comms-webhooks/8x8";
import { describeLimits } from "../../../src/limits.ts";

const item = { subAccountId: "Support_Desk", type: "MSG", url: "https://hooks.example.com/8x8" } as const;
const webhooks = (options: BaseClientOptions) =>
  create8x8Webhooks({ ...options, accountId: "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af" });

describeLimits(
  [
    [
      "ensure of 8x8",
      ["GET", "POST", "GET", "DELETE"],
      (options, _, more) => webhooks(options).ensure([item], { ...more, prune: true }),
    ],
    ["health of 8x8", ["GET"], (options, _, more) => webhooks(options).health(undefined, more)],
  ],
  (sandbox) => webhooks({ auth: "k7", fetch: sandbox.fetch }).createOrReplace([{ ...item, subAccountId: "Sales" }]),
);
