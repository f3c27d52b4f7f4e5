import { createSummary, type DeliverySummary, field } from "../receiver/summary.js";

/**
 * Summarizes a Webex delivery in one line's worth of texts, for a log or a terminal. It never throws, whatever the value.
 *
 * @example
 * ```ts
 * import { webexDeliverySummary } from "comms-webhooks/webex";
 *
 * const { name, who } = webexDeliverySummary({ resource: "messages", event: "created", data: { personEmail: "a@b.example" } });
 * console.log(name, who); // messages.created a@b.example
 * ```
 */
export function webexDeliverySummary(original: unknown): DeliverySummary {
  const [resource, event, data] = ["resource", "event", "data"].map((name) => field(original, name));
  const name = typeof resource === "string" && typeof event === "string" ? `${resource}.${event}` : "?";
  const of = (...path: string[]) => field(data, ...path);
  const caller = ["name", "number", "personId"].map((part) => of("remoteParty", part));
  const people = ["personEmail", "hostEmail", "personId", "hostUserId", "creatorId", "authorizerOrgId", "orgId"].map(
    (part) => of(part),
  );
  return createSummary(name, {
    who: [...people.slice(0, 2), ...caller, ...people.slice(2), field(original, "actorId")],
    what: ["summary", "roomType", "type", "state", "personality", "severity"].map((part) => of(part)),
    ids: [data],
  });
}
