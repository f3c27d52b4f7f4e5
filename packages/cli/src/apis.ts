import { connect8x8 } from "./8x8/account.js";
import { deliveries8x8 } from "./8x8/deliveries.js";
import { file8x8 } from "./8x8/file-format.js";
import type { Api, ClientExtras, OpenAccount } from "./accounts.js";
import type { DeliveryApi } from "./delivery-api.js";
import type { FileFormat } from "./file/file-format.js";
import type { LoadedAccount } from "./file/loaded-file.js";
import { webex } from "./webex/account.js";
import { webexDeliveries } from "./webex/deliveries.js";
import { webexFile } from "./webex/file-format.js";

/** The APIs whose webhooks the file can have. A vendor is added here, and its folder hands in the rest. */
export const fileFormats: readonly FileFormat[] = [webexFile, file8x8];

/** The APIs, as the commands use them. */
export const apis: { readonly [Name in LoadedAccount["api"]]: Api } = { webex, "8x8": connect8x8 };

/** Opens an account of any API. */
export function openAccount(account: LoadedAccount, extras: ClientExtras): OpenAccount {
  const title = `${account.api} ${account.name}`;
  return { account, title, ...apis[account.api].open(account as never, extras) };
}

/** The deliveries of the APIs, by the name that commands have for them. A vendor is added here, too. */
export const deliveryApis: { readonly [Api in LoadedAccount["api"]]: DeliveryApi } = {
  webex: webexDeliveries,
  "8x8": deliveries8x8,
};
