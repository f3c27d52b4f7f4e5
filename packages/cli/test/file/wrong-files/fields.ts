import { events, resources, webhookResources } from "@comms-webhooks/webex-client/data";
import { goodFile } from "../good-file.js";
import { edit, type WrongFile } from "./edit.js";

const clear = "must be a reference to an environment variable; it is written in the clear";
const fix = "Put the secret into an environment variable";

/** Fields with what is before their values in the good file. */
const texts: readonly (readonly [name: string, before: string])[] = [
  ["baseUrl", "baseUrl: "],
  ["targetUrl", "          targetUrl: "],
  ["resource", "          resource: "],
  ["event", "          event: "],
  ["filter", "          filter: "],
  ["ownedBy", "ownedBy: "],
  ["accountId", "accountId: "],
  ["region", "region: "],
  ["url", "              url: "],
  ["clientId", "clientId: "],
  ["credentialsLocation", "credentialsLocation: "],
  ["enabled", "enabled: "],
];
const secrets: readonly (readonly [name: string, before: string])[] = [
  ["token", "      token: "],
  ["secret", "        secret: "],
  ["apiKey", "apiKey: "],
  ["httpAuthorization", "httpAuthorization: "],
  ["clientSecret", "clientSecret: "],
];

/** Writes another value for a field, where the good file has it first. */
function withValue(before: string, value: string): string {
  const start = goodFile.indexOf(before) + before.length;
  return goodFile.slice(0, start) + value + goodFile.slice(goodFile.indexOf("\n", start));
}

/** Files with a value that no field can have. */
export const values: WrongFile[] = [...texts, ...secrets].flatMap(([name, before]): WrongFile[] => [
  [
    `has no value for ${name}`,
    withValue(before, "").replace(`${before}\n`, `${before.replace(/^ */, "$&▶").trimEnd()}\n`),
    "got no value",
    "or remove the line",
  ],
  [`has a list for ${name}`, withValue(before, "▶[hunter2]"), "must have one value", "one value"],
  [
    `has a number for ${name}`,
    withValue(before, "▶20260101"),
    `${name} must be`,
    name === "enabled" ? "true or false" : "",
  ],
  [
    `has a missing variable for ${name}`,
    withValue(before, "▶${MISSING}"),
    `${name} refers to the environment variable MISSING, which isn't set`,
    "Set MISSING",
  ],
  [`has an empty variable for ${name}`, withValue(before, "▶${EMPTY}"), "EMPTY, which is empty", "Set EMPTY"],
  [
    `has a malformed reference for ${name}`,
    withValue(before, "▶${NOT-A-NAME}"),
    "malformed reference",
    "Write ${NAME}",
  ],
]);

/** Files with a secret in the clear. */
export const inTheClear: WrongFile[] = secrets.flatMap(([name, before]): WrongFile[] => [
  [`has ${name} in the clear`, withValue(before, "▶hunter2"), clear, fix],
  [`has ${name} in the clear in quotes`, withValue(before, "▶'hunter2 hunter3'"), clear, fix],
  [`has ${name} in the clear in a block`, withValue(before, "▶>-\n                hunter2"), clear, fix],
  [`has ${name} in the clear as a default`, withValue(before, "▶${MISSING:-hunter2}"), clear, fix],
  [`has ${name} in the clear beside a reference`, withValue(before, "▶hunter2${WEBHOOK_SECRET}"), clear, fix],
  [`has ${name} in the clear behind a dollar sign`, withValue(before, "▶$hunter2"), clear, fix],
  [
    `has a misspelled ${name}`,
    goodFile.replace(`${name}:`, `▶${name}x:`),
    `"${name}x" isn't a known field`,
    `Did you mean ${name}?`,
  ],
]);

/** Files with a misspelled field. */
export const mistyped: WrongFile[] = texts.map(([name, before]) => {
  const key = before.trimStart().slice(0, -2);
  const indent = before.slice(0, before.length - key.length - 2);
  const text = goodFile.replace(`${indent}${key}: `, `${indent}▶${key.slice(0, -1)}: `);
  return [
    `has ${name} without its last letter`,
    text,
    `"${key.slice(0, -1)}" isn't a known field`,
    `Did you mean ${name}?`,
  ];
});

/** Files with an event that its resource doesn't have. */
export const pairs: WrongFile[] = resources.flatMap((resource): WrongFile[] => {
  const known: readonly string[] = webhookResources[resource].events;
  const event = events.find((name) => !known.includes(name)) ?? "";
  const text = edit("resource: rooms\n          event: all", `resource: ${resource}\n          event: ▶${event}`);
  return [[`has the event ${event} for ${resource}`, text, "event", "Write"]];
});
