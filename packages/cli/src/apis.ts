import { open8x8 } from "./8x8/account.js";
import { file8x8 } from "./8x8/file-format.js";
import type { ClientExtras, OpenAccount } from "./accounts.js";
import type { FileFormat } from "./file/file-format.js";
import type { LoadedAccount } from "./file/loaded-file.js";
import { openWebex } from "./webex/account.js";
import { webexFile } from "./webex/file-format.js";

/** The APIs whose webhooks the file can have. A vendor is added here, and its folder hands in the rest. */
export const fileFormats: readonly FileFormat[] = [webexFile, file8x8];

type Open = (account: never, extras: ClientExtras) => Omit<OpenAccount, "account" | "title">;

const open: { readonly [Api in LoadedAccount["api"]]: Open } = { webex: openWebex, "8x8": open8x8 };

/** Opens an account of any API. */
export function openAccount(account: LoadedAccount, extras: ClientExtras): OpenAccount {
  const title = `${account.api} ${account.name}`;
  return { account, title, ...open[account.api](account as never, extras) };
}
