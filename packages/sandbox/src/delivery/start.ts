import { changed, isFields } from "./change.js";

/** What an event starts from. */
export interface Start {
  /** Which of the examples. */
  readonly example: string;
  /** That example, with new ids of what happened. */
  readonly delivery: unknown;
}

/** Starts an event from one of the examples of its delivery, or from the first. */
export function startFrom(
  examples: Readonly<Record<string, unknown>>,
  { example = Object.keys(examples)[0] ?? "" }: { readonly example?: string },
  randomUUID: () => string,
): Start {
  return { example, delivery: changed(examples[example], newIds(examples[example], randomUUID)) };
}

/** Makes new ids where they are UUIDs or made of one: to a receiver that keeps duplicates out, two events are two. */
function newIds(example: unknown, randomUUID: () => string): Record<string, unknown> {
  if (!isFields(example)) return {};
  const { payload, data } = example;
  return {
    ...renewed(example, ["eventId"], randomUUID),
    ...(isFields(payload) && { payload: renewed(payload, ["umid"], randomUUID) }),
    ...(isFields(data) && { data: renewed(data, ["id", "callId"], randomUUID) }),
  };
}

function renewed(value: Record<string, unknown>, names: readonly string[], randomUUID: () => string) {
  const ids = names.flatMap((name) => {
    const id = value[name];
    return typeof id === "string" ? [[name, renewedId(id, randomUUID)] as const] : [];
  });
  return Object.fromEntries(ids);
}

function renewedId(id: string, randomUUID: () => string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return randomUUID();
  // Webex writes most ids as the base64url of a URI. Those of meetings have a form of their own, and stay.
  const kind = /^ciscospark:\/\/\w+\/\w+\//.exec(Buffer.from(id, "base64url").toString("latin1"))?.[0];
  return kind === undefined ? id : Buffer.from(kind + randomUUID()).toString("base64url");
}
