import type { WebhookConfiguration, WebhookType } from "@comms-webhooks/8x8-types";
import type { Sandbox } from "@comms-webhooks/sandbox";
import type { CreateWebhookRequest } from "@comms-webhooks/webex-types";
import { create8x8Webhooks } from "comms-webhooks/8x8";
import { createWebexWebhooks } from "comms-webhooks/webex";

/** Numbers from 0 to below 1 that are the same for the same seed, after Tommy Ettinger's mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
const below = (random: Random, limit: number) => Math.floor(random() * limit);
const pick = <Item>(random: Random, items: readonly Item[]) => items[below(random, items.length)] as Item;

export const token = "webex-t0ken";
export const apiKey = "8x8-k3y";
export const accountId = "11111111-2222-4333-8444-555555555555";
/** The secrets, as the environment has them. */
export const env: Record<string, string> = {
  WEBEX_TOKEN: token,
  API_KEY: apiKey,
  FIRST: "first-s3cret",
  SECOND: "second-s3cret",
};

const names = ["Lobby", "Lobby north", "Rooms", "Calls: all", "#5", "Über  uns", "yes"];
const subAccounts = ["*", "Support", "Sales_Desk"];
const types: readonly WebhookType[] = ["MSG", "CADR", "CABM"];
const hosts = ["https://hooks.example.com/one", "https://hooks.example.com/two"];

type WebexFields = Omit<CreateWebhookRequest, "name">;
type Fields8x8 = Omit<WebhookConfiguration, "subAccountId" | "type">;

function webexFields(random: Random, secrets: readonly string[]): WebexFields {
  const common = { targetUrl: pick(random, hosts), ...(random() < 0.6 && { secret: pick(random, secrets) }) };
  if (random() < 0.3) return { ...common, resource: "rooms", event: "created" };
  return {
    ...common,
    resource: "messages",
    event: pick(random, ["created", "deleted"]),
    ...(random() < 0.3 && { filter: pick(random, ["roomType=group", "roomType=direct"]) }),
    ...(random() < 0.1 && { ownedBy: "org" as const }),
  };
}

function fields8x8(random: Random, secrets: readonly string[]): Fields8x8 {
  const common = { url: pick(random, hosts), ...(random() < 0.3 && { enabled: random() < 0.5 }) };
  const oauth = { url: hosts[0] as string, clientId: "id", credentialsLocation: "body" } as const;
  return pick<() => Fields8x8>(random, [
    () => common as Fields8x8,
    () => ({ ...common, httpAuthorization: pick(random, secrets) }) as Fields8x8,
    () => ({ ...common, oauth: { ...oauth, clientSecret: pick(random, secrets) } }) as Fields8x8,
  ])();
}

/** A file, as YAML has it. */
export interface RandomFile {
  readonly webex: { readonly accounts: { readonly default: { readonly webhooks: Record<string, WebexFields> } } };
  readonly "8x8": {
    readonly accounts: { readonly default: { readonly webhooks: Record<string, Record<string, Fields8x8>> } };
  };
}

/** Returns what a random file says. Secrets are references. */
export function randomFile(random: Random, urls: Sandbox["url"]): RandomFile {
  const secrets = ["${FIRST}", "${SECOND}"];
  const ofWebex = names.filter(() => random() < 0.5).map((name) => [name, webexFields(random, secrets)] as const);
  const of8x8 = subAccounts
    .map(
      (id) =>
        [id, types.filter(() => random() < 0.4).map((type) => [type, fields8x8(random, secrets)] as const)] as const,
    )
    .filter(([, all]) => all.length > 0)
    .map(([id, all]) => [id, Object.fromEntries(all)] as const);
  return {
    webex: {
      accounts: {
        default: { token: "${WEBEX_TOKEN}", baseUrl: urls.webex, webhooks: Object.fromEntries(ofWebex) } as never,
      },
    },
    "8x8": {
      accounts: {
        default: {
          accountId,
          apiKey: "${API_KEY}",
          baseUrl: urls["8x8"],
          webhooks: Object.fromEntries(of8x8),
        } as never,
      },
    },
  };
}

/** Returns what a file says, with its references resolved. */
export function resolved(file: RandomFile): RandomFile {
  return JSON.parse(JSON.stringify(file).replace(/\$\{(\w+)\}/g, (_, name: string) => env[name] ?? "")) as RandomFile;
}

/** Stores random webhooks: some of the names and keys that files have, some twice, some disabled. */
export async function storeRandom(random: Random, sandbox: Sandbox, file: RandomFile): Promise<void> {
  const said = resolved(file);
  const secrets = [env["FIRST"], env["SECOND"], "another-s3cret"] as string[];
  const fetch = sandbox.fetch;
  const webex = createWebexWebhooks({ auth: token, fetch });
  for (const name of [...names, ...names].filter(() => random() < 0.3)) {
    const same = random() < 0.5 ? said.webex.accounts.default.webhooks[name] : undefined;
    const other = webexFields(random, secrets);
    const fields = same ? { ...same, ...(random() < 0.5 && { targetUrl: other.targetUrl }) } : other;
    const { id } = await webex.create({ name, ...fields } as CreateWebhookRequest);
    if (random() < 0.2) sandbox.disableWebexWebhook(id);
  }
  const items = subAccounts.flatMap((subAccountId) =>
    types
      .filter(() => random() < 0.4)
      .map((type) => {
        const same = random() < 0.5 ? said["8x8"].accounts.default.webhooks[subAccountId]?.[type] : undefined;
        return { subAccountId, type, ...(same ?? fields8x8(random, secrets)) } as WebhookConfiguration;
      }),
  );
  if (items.length > 0) await create8x8Webhooks({ accountId, auth: apiKey, fetch }).createOrReplace(items);
}
