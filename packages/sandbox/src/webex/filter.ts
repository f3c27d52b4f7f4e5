import { webhookResources } from "@comms-webhooks/webex-client/data";
import { isFields } from "../delivery/change.js";

/** What happened, as far as filters look at it. */
export interface Happening {
  /** The resource, never `all`. */
  readonly resource: keyof typeof webhookResources;
  /** The `data` of the delivery. */
  readonly data: unknown;
}

/**
 * Tells whether something passes a webhook's filter: every part of it, joined by `&`. `me` is the id that stands for `me`.
 * A part that names no filter of the resource passes nothing.
 */
export function passes(filter: string | undefined, happening: Happening, me: string | undefined): boolean {
  return filter === undefined || filter.split("&").every((part) => passesPart(part, happening, me));
}

function passesPart(part: string, { resource, data }: Happening, me: string | undefined): boolean {
  const [name = "", ...rest] = part.split("=");
  const names: readonly string[] = webhookResources[resource].filters;
  if (rest.length === 0 || !names.includes(name) || !isFields(data)) return false;
  const wanted = rest.join("=");
  const actual = fieldOf(name, resource, data);
  if (!Array.isArray(actual)) return actual !== undefined && String(actual) === wanted;
  // Only lists of people know `me`, and only what is a list in a delivery takes a list.
  const list = wanted.split(",").map((value) => (name === "mentionedPeople" && value === "me" ? me : value));
  return actual.some((value) => list.includes(String(value)));
}

function fieldOf(name: string, resource: Happening["resource"], data: Record<string, unknown>): unknown {
  switch (name) {
    case "isLocked":
    case "isModerator":
      return data[name] === true;
    case "hasFiles":
      return isFilled(data["files"]);
    case "hasAttachments":
      return isFilled(data["attachments"]);
    case "recordingId":
      return data[name] ?? data["id"];
  }
  const { remoteParty } = data;
  return resource === "telephony_calls" && data[name] === undefined && isFields(remoteParty)
    ? remoteParty[name]
    : data[name];
}

function isFilled(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}
