import { Webhook as WebhookSchema } from "@comms-webhooks/8x8-client/validators";
import type { Webhook } from "../../src/8x8/index.js";
import type { Fetch } from "../../src/index.js";
import { json, toFetch } from "../helpers.js";
import { type Choices, normalizeUrl, type UrlHabits, urlHabits, withUnset } from "./normalize.js";

/** What a server makes of what it gets. */
export interface Habits8x8 extends UrlHabits {
  readonly subAccounts: "keep" | "trim" | "lower";
  readonly secrets: "mask" | "echo";
  readonly unset: "absent" | "null";
  /** Whether webhooks of two types that are alike are listed as one without a type. */
  readonly joins: boolean;
  /** Whether `enabled` is listed where it is true. */
  readonly showsEnabled: boolean;
}

/** A server that normalizes what it stores. */
export interface Server8x8 {
  readonly habits: Habits8x8;
  readonly stored: Map<string, Webhook>;
  readonly log: string[];
  readonly fetch: Fetch;
  readonly store: (webhook: Webhook) => void;
}

/** Whether null in an optional field is read as its absence. */
const readsNull =
  WebhookSchema["~standard"].validate({ subAccountId: "*", url: "https://a", oauth: null }).issues === undefined;

/** Creates a server with random habits. */
export function server8x8(choose: Choices): Server8x8 {
  const { chance, pick, shuffle } = choose;
  const habits: Habits8x8 = {
    ...urlHabits(choose),
    subAccounts: pick(["keep", "trim", "trim", "lower"]),
    secrets: pick(["mask", "echo"]),
    unset: readsNull ? pick(["absent", "null"]) : "absent",
    joins: chance(0.3),
    showsEnabled: chance(0.5),
  };
  const stored = new Map<string, Webhook>();
  const log: string[] = [];
  const subAccountOf = (id: string) =>
    habits.subAccounts === "keep" ? id : habits.subAccounts === "trim" ? id.trim() : id.toLowerCase();
  const keyOf = ({ subAccountId, type }: Webhook) => `${subAccountOf(subAccountId)} ${type}`;

  const store = ({ subAccountId, url, oauth, ...rest }: Webhook) => {
    const one = {
      enabled: true,
      ...rest,
      subAccountId: subAccountOf(subAccountId),
      url: normalizeUrl(url, habits),
      ...(oauth && { oauth: { ...oauth, url: normalizeUrl(oauth.url ?? "", habits) } }),
    };
    stored.set(keyOf(one), one);
  };
  const show = ({ httpAuthorization, oauth, enabled, ...rest }: Webhook): object => {
    const masks = habits.secrets === "mask";
    return withUnset(
      {
        ...rest,
        enabled: enabled && !habits.showsEnabled ? undefined : enabled,
        httpAuthorization: httpAuthorization && masks ? "***" : httpAuthorization,
        oauth: oauth && masks ? { ...oauth, clientSecret: "***" } : oauth,
      },
      habits.unset,
    );
  };
  const list = (): object[] => {
    const webhooks = [...stored.values()];
    const isAlike = (one: Webhook, other: Webhook) =>
      JSON.stringify({ ...one, type: "" }) === JSON.stringify({ ...other, type: "" });
    const joined = webhooks.flatMap((one) => {
      const twin = webhooks.find(
        ({ subAccountId, type }) =>
          subAccountId === one.subAccountId && type === (one.type === "CADR" ? "MSG" : "CADR"),
      );
      if (!habits.joins || one.type === "CABM" || !twin || !isAlike(one, twin)) return [one];
      return one.type === "CADR" ? [{ ...one, type: undefined } as never] : [];
    });
    return shuffle(joined).map(show);
  };

  async function respond(request: Request): Promise<Response> {
    log.push(request.method);
    if (request.method === "GET") return json(list());
    for (const item of (await request.json()) as Webhook[]) {
      if (request.method === "POST") store(item);
      else stored.delete(keyOf(item));
    }
    return new Response();
  }
  return { habits, stored, log, fetch: toFetch(respond), store };
}
