import { open8x8 } from "./8x8/account.js";
import { deliveries8x8 } from "./8x8/deliveries.js";
import type { ClientExtras, OpenAccount } from "./accounts.js";
import type { DeliveryApi } from "./delivery-api.js";
import type { LoadedAccount } from "./file/loaded-file.js";
import { openWebex } from "./webex/account.js";
import { webexDeliveries } from "./webex/deliveries.js";

type Open = (account: never, extras: ClientExtras) => Omit<OpenAccount, "account" | "title">;

const open: { readonly [Api in LoadedAccount["api"]]: Open } = { webex: openWebex, "8x8": open8x8 };

/** Opens an account of any API. A vendor is added here; its folder hands in the rest. */
export function openAccount(account: LoadedAccount, extras: ClientExtras): OpenAccount {
  const title = `${account.api} ${account.name}`;
  return { account, title, ...open[account.api](account as never, extras) };
}

/** The deliveries of the APIs, by the name that commands have for them. A vendor is added here, too. */
export const deliveryApis: { readonly [Api in LoadedAccount["api"]]: DeliveryApi } = {
  webex: webexDeliveries,
  "8x8": deliveries8x8,
};
