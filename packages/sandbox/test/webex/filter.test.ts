import { webhookResources } from "@comms-webhooks/webex-client/data";
import { describe, expect, it } from "vitest";
import { type FilteredEvent, failedPart } from "../../src/webex/filter.js";

type Resource = FilteredEvent["resource"];

/** Filters whose value is not the string of the same name in `data`: data that passes, the value, data that doesn't. */
const special: Record<string, [passing: object, value: string, failing: object]> = {
  isModerator: [{ isModerator: true }, "true", { isModerator: false }],
  isLocked: [{ isLocked: true }, "true", {}],
  hasFiles: [{ files: ["https://files.example.net/1"] }, "true", { files: [] }],
  hasAttachments: [{ attachments: [{}] }, "true", {}],
  mentionedPeople: [{ mentionedPeople: ["ann", "bo"] }, "bo", { mentionedPeople: ["ann"] }],
  recordingId: [{ id: "r-1" }, "r-1", { id: "r-2" }],
};

const inRemoteParty = ["number", "personId", "callType"];

const table = Object.entries(webhookResources).flatMap(([resource, { filters }]) =>
  filters.map((name) => {
    const wrap = (value: object) =>
      resource === "telephony_calls" && inRemoteParty.includes(name) ? { remoteParty: value } : value;
    const [passing, value, failing] = special[name] ?? [
      wrap({ [name]: "Some-1" }),
      "Some-1",
      wrap({ [name]: "some-1" }),
    ];
    return { resource: resource as Resource, name, passing, value, failing };
  }),
);

const check = (filter: string | undefined, resource: Resource, data: unknown, me?: string) =>
  failedPart(filter, { resource, data }, me) === undefined;

describe("each filter of the table", () => {
  it.each(table)("$resource: $name", ({ resource, name, passing, value, failing }) => {
    expect(check(`${name}=${value}`, resource, passing)).toBe(true);
    expect(check(`${name}=${value}`, resource, failing)).toBe(false);
    expect(check(`${name}=${value}`, resource, {})).toBe(false);
    expect(check(`${name}=other`, resource, passing)).toBe(false);
    expect(check(`${name.toUpperCase()}=${value}`, resource, passing)).toBe(false);
  });

  it("is tested, and the table has more than 50", () => {
    expect(table.length).toBeGreaterThan(50);
    for (const name of Object.keys(special)) expect(table.map((row) => row.name)).toContain(name);
  });
});

describe("a filter", () => {
  const data = {
    roomId: "room",
    personId: "ann",
    personEmail: "a+b=c@example.net",
    mentionedPeople: ["bo", "cy"],
    parentId: "p",
  };

  it.each([
    [undefined, true],
    ["roomId=room&personId=ann", true],
    ["roomId=room&personId=bo", false],
    ["personId=bo&roomId=room", false],
    ["roomId=room&roomId=other", false],
    ["personEmail=a+b=c@example.net", true],
    ["personEmail=a%2Bb=c@example.net", false],
    ["personEmail=A+b=c@example.net", false],
    ["roomId=room&", false],
    ["roomId", false],
    ["roomId=", false],
    ["=room", false],
    ["room=room", false],
    ["constructor=room", false],
    ["type=group", false],
    ["parentId=p", false],
    ["roomId=room,other", false],
    ["hasFiles=false", true],
    ["hasFiles=true", false],
    ["hasFiles=no", false],
    ["hasAttachments=false&hasFiles=false", true],
    ["mentionedPeople=bo", true],
    ["mentionedPeople=dee,cy", true],
    ["mentionedPeople=dee,eve", false],
    ["mentionedPeople=me", false],
    ["mentionedPeople=bo,me", true],
    ["roomId=room&mentionedPeople=cy", true],
  ])("%j passes: %j", (filter, passed) => {
    expect(check(filter, "messages", data, "ann")).toBe(passed);
  });

  it("resolves me to the webhook's creator, in mentionedPeople only", () => {
    expect(check("mentionedPeople=me", "messages", data, "cy")).toBe(true);
    expect(check("mentionedPeople=dee,me", "messages", data, "cy")).toBe(true);
    expect(check("mentionedPeople=me", "messages", { mentionedPeople: ["me"] }, "cy")).toBe(false);
    expect(check("personId=me", "messages", { personId: "cy" }, "cy")).toBe(false);
    expect(check("mentionedPeople=me", "messages", data)).toBe(false);
  });

  it("accepts a list where the delivery has one", () => {
    const app = { trainSiteNames: ["one.example.net", "me"] };
    expect(check("trainSiteNames=other.example.net,one.example.net", "serviceApp", app)).toBe(true);
    expect(check("trainSiteNames=other.example.net", "serviceApp", app)).toBe(false);
    expect(check("trainSiteNames=me", "serviceApp", app, "cy")).toBe(true);
  });

  it("treats a missing boolean as false", () => {
    expect(check("isLocked=false", "rooms", {})).toBe(true);
    expect(check("isModerator=false", "memberships", { isModerator: false })).toBe(true);
    expect(check("isModerator=false", "memberships", { isModerator: true })).toBe(false);
  });

  it("compares the number and the type of a call with its remote party", () => {
    const call = { personality: "terminator", remoteParty: { number: "+15550100", callType: "external" } };
    expect(check("number=+15550100&callType=external&personality=terminator", "telephony_calls", call)).toBe(true);
    expect(check("number=+15550199", "telephony_calls", call)).toBe(false);
  });

  it.each([null, [], "x", undefined])("doesn't pass data that is %j", (value) => {
    expect(check("hasFiles=false", "messages", value)).toBe(false);
  });
});
