import { deliveryNames, events, resources, webhookResources } from "@comms-webhooks/webex-client/data";
import type { Webhook } from "@comms-webhooks/webex-types";
import { describe, expect, it } from "vitest";
import { webexAccount } from "../../src/webex/account.js";
import { type MatchedEvent, mismatch } from "../../src/webex/match.js";
import { minimal } from "./call.js";

const account = webexAccount("token-1");
const webhook = { ...minimal, ...account, id: "w", ownedBy: "creator", status: "active" } as Webhook;
const deliveredEvents = deliveryNames.map((name) => {
  const [resource, event] = name.split(".") as [MatchedEvent["resource"], string];
  return { name, resource, event, data: {}, account: undefined };
});

/** The names of the deliveries that a webhook on a pair gets. */
const delivered = (resource: string, event: string) =>
  deliveredEvents
    .filter((raised) => mismatch({ ...webhook, resource, event } as Webhook, raised) === undefined)
    .map(({ name }) => name);

const pairs = Object.entries(webhookResources).flatMap(([resource, { events: known }]) =>
  known.filter((event) => event !== "all").map((event) => [resource, event] as const),
);

describe("a Webex webhook", () => {
  it.each(pairs)("on %s and %s gets this delivery only", (resource, event) => {
    expect(delivered(resource, event)).toEqual([`${resource}.${event}`]);
  });

  it("on all and all gets created, updated and deleted of memberships, messages and rooms", () => {
    expect(delivered("all", "all")).toEqual([
      "memberships.created",
      "memberships.updated",
      "memberships.deleted",
      "messages.created",
      "messages.deleted",
      "rooms.created",
      "rooms.updated",
    ]);
  });

  it.each([
    ["messages", ["messages.created", "messages.deleted"]],
    ["rooms", ["rooms.created", "rooms.updated"]],
    ["attachmentActions", ["attachmentActions.created"]],
    ["telephony_calls", ["telephony_calls.created", "telephony_calls.updated", "telephony_calls.deleted"]],
    ["meetings", ["meetings.created", "meetings.updated", "meetings.deleted"]],
    ["meetingParticipants", []],
  ])("on %s and all gets %j", (resource, names) => {
    expect(delivered(resource, "all")).toEqual(names);
  });

  it.each([
    ["created", ["memberships.created", "messages.created", "rooms.created"]],
    ["migrated", []],
    ["joined", []],
  ])("on all and %s gets %j", (event, names) => {
    expect(delivered("all", event)).toEqual(names);
  });

  it("gets deliveries of its own resource and event only, for every pair of names", () => {
    for (const resource of resources.filter((name) => name !== "all")) {
      for (const event of events.filter((name) => name !== "all")) {
        for (const name of delivered(resource, event)) expect(name).toBe(`${resource}.${event}`);
      }
    }
  });

  it("gets nothing when it is inactive", () => {
    const [event] = deliveredEvents.filter(({ name }) => name === "messages.created");
    expect(mismatch(webhook, event as MatchedEvent)).toBeUndefined();
    expect(mismatch({ ...webhook, status: "inactive" }, event as MatchedEvent)).toBe("is disabled");
  });

  const message = { resource: "messages", event: "created", data: {} } as const;
  it.each(["creator", "org"] as const)("owned by the %s gets events of its own account only", (ownedBy) => {
    const owned = { ...webhook, ownedBy };
    expect(mismatch(owned, { ...message, account })).toBeUndefined();
    expect(mismatch(owned, { ...message, account: webexAccount("token-2") })).toBe("belongs to another account");
  });

  it("owned by the organization gets events of another member's account", () => {
    const member = { ...webexAccount("token-2"), orgId: account.orgId };
    expect(mismatch({ ...webhook, ownedBy: "org" }, { ...message, account: member })).toBeUndefined();
    expect(mismatch(webhook, { ...message, account: member })).toBe("belongs to another account");
  });
});

describe("a Webex webhook that gets no delivery", () => {
  const event = { resource: "messages", event: "created", data: { roomId: "a", roomType: "group" }, account } as const;

  it.each([
    [{ resource: "rooms" }, "watches the resource rooms"],
    [{ event: "deleted" }, "watches the event deleted of messages"],
    [{ status: "inactive" }, "is disabled"],
    [{ filter: "roomType=group&roomId=b" }, "has the filter roomId=b, which this delivery doesn't pass"],
    [{ createdBy: "another" }, "belongs to another account"],
    [{}, undefined],
  ])("because of %j has a reason", (fields, reason) => {
    expect(mismatch({ ...webhook, ...fields } as Webhook, event)).toBe(reason);
  });
});
