import { webhookResources } from "@comms-webhooks/webex-client/data";
import { isFields } from "../delivery/change.js";

/** An event, as far as filters depend on it. */
export interface FilteredEvent {
  /** The resource, never `all`. */
  readonly resource: keyof typeof webhookResources;
  /** The `data` of the delivery. */
  readonly data: unknown;
}

/**
 * Returns the first part of a webhook's filter that an event doesn't pass. It has to pass every part, joined by `&`.
 * Nothing passes a part that isn't a filter of the resource. `me` is the id that the value `me` stands for.
 */
export function failedPart(
  filter: string | undefined,
  event: FilteredEvent,
  me: string | undefined,
): string | undefined {
  return filter?.split("&").find((part) => !passesPart(part, event, me));
}

function passesPart(part: string, { resource, data }: FilteredEvent, me: string | undefined): boolean {
  const [name = "", ...rest] = part.split("=");
  const names: readonly string[] = webhookResources[resource].filters;
  if (rest.length === 0 || !names.includes(name) || !isFields(data)) return false;
  const expected = rest.join("=");
  const actual = fieldOf(name, resource, data);
  if (!Array.isArray(actual)) return actual !== undefined && String(actual) === expected;
  // A list is accepted only where the delivery has one, and `me` only in mentionedPeople.
  const list = expected.split(",").map((value) => (name === "mentionedPeople" && value === "me" ? me : value));
  return actual.some((value) => list.includes(String(value)));
}

function fieldOf(name: string, resource: FilteredEvent["resource"], data: Record<string, unknown>): unknown {
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
