import { events, resources, webhookResources } from "@comms-webhooks/webex-client/data";
import { goodFile } from "./good-file.js";

/** A wrong file. A ▶ is before the place that its error names; the message and the remedy contain these words. */
export type WrongFile = readonly [title: string, text: string, message: string, remedy: string];

/** Replaces a part of the good file, which must have it once. */
function edit(part: string, replacement: string): string {
  const parts = goodFile.split(part);
  if (parts.length !== 2) throw new Error(`the good file has ${parts.length - 1} times ${part}`);
  return parts.join(replacement);
}

const clear = "must be a reference to an environment variable; it is written in the clear";
const fix = "Put the secret into an environment variable";

const syntax: WrongFile[] = [
  ["is empty", "▶", "the file is empty", "comms-webhooks import"],
  ["has comments only", "▶# nothing\n", "the file is empty", "comms-webhooks import"],
  ["is a text", "▶hunter2\n", "no account", "at least one account"],
  ["is a list", "▶- webex\n", "no account", "at least one account"],
  ["has no account", "▶webex: { accounts: {} }\n", "no account", "at least one account"],
  ["has two documents", `${goodFile}▶---\nwebex: {}\n`, "several YAML documents", "Keep one"],
  [
    "is indented by a tab",
    edit("      token: ${WEBEX_TOKEN}\n      base", "▶\ttoken: ${WEBEX_TOKEN}\n      base"),
    "a tab",
    "spaces",
  ],
  ["is indented by spaces and a tab", edit("          resource: rooms", "    ▶\t  resource: rooms"), "a tab", "spaces"],
  ["has no colon", edit("          event: all", "          ▶event all"), "no colon", "colon and a space"],
  ["has no space after a colon", edit("resource: rooms", "▶resource:rooms"), "no colon", "colon and a space"],
  ["has an open quote", edit("https://rooms.example.com", '"https://rooms.example.com'), "is missing", "quote"],
  ["has an open single quote", `${goodFile}x: '▶a`, "is missing", "Close what is open"],
  ["has an open bracket", `${goodFile}x: { a: ▶b`, "is missing", "Close what is open"],
  ["has a bracket too many", edit("roomId=abc }", "roomId=abc }▶}"), "doesn't expect", "brackets"],
  [
    "has a colon in a text",
    edit("roomId=abc }", "roomId=abc }").replace("event: all", "event: ▶all: x"),
    "begins on the line",
    "quotes",
  ],
  [
    "has an unquoted reference in braces",
    edit("filter: roomId=abc", "secret: ▶${WEBHOOK_SECRET}"),
    "unquoted reference",
    '"${NAME}"',
  ],
  [
    "has an unquoted default in braces",
    edit("event: created", "event: ▶${E:-created}"),
    "unquoted reference",
    '"${NAME}"',
  ],
  ["has a star without quotes", edit('"*":', "▶*:"), "isn't in quotes", '"*"'],
  ["has a reserved character", edit("event: all", "event: ▶@all"), "reserves", "quotes"],
  ["has a backtick", edit("event: all", "event: ▶`all`"), "reserves", "quotes"],
  ["has an unknown escape", edit("https://rooms.example.com", '"https:\\/▶\\q"'), "escape", "single quotes"],
  [
    "has a wrong indentation",
    edit("          event: all", "         ▶event: all"),
    "indentation",
    "same number of spaces",
  ],
  ["has a tag", edit("event: all", "event: ▶!env all"), "a tag isn't known", "Remove the tag"],
  [
    "has an alias without an anchor",
    edit("event: all", "event: ▶*nothing"),
    "no anchor above it",
    "Write & and the same name",
  ],
  [
    "has an anchor behind its alias",
    edit("event: all", "event: ▶*later").replace("CADR:", "CADR: &later"),
    "no anchor above it",
    "Write &",
  ],
  ["has two anchors", edit("event: all", "event: &a ▶&b all"), "several anchors", "Keep one"],
  ["merges a text", edit("event: all", "event: all\n          <<: ▶text"), "isn't a map", "alias of a map"],
  ["merges an unknown alias", edit("event: all", "event: all\n          <<: ▶*no"), "no anchor", "Write &"],
  ["merges a map into itself", edit("Rooms:\n", "Rooms: &r\n          <<: ▶*r\n"), "into itself", "Remove"],
  [
    "has a map as a key",
    edit("          event: all", "          event: all\n          ? ▶[hunter2]\n          : all"),
    "isn't text",
    "Write a name",
  ],
  ["nests without an end", `▶${"[".repeat(5000)}`, "nested", "less"],
  ["has a directive", "%YAML ▶9\n---\n", "directive", "Remove"],
];

const structure: WrongFile[] = [
  ["has an unknown vendor", edit("webex:", "▶webx:"), '"webx"', "Did you mean webex?"],
  ["has accounts of another vendor", `${goodFile}▶slack: {}\n`, '"slack"', "webex, 8x8"],
  ["has no key accounts", edit("webex:\n  accounts:", "webex:\n  ▶acounts:"), '"acounts"', "Did you mean accounts?"],
  [
    "has a vendor without a value",
    `${goodFile.slice(0, goodFile.indexOf("8x8:"))}▶8x8:\n`,
    "8x8 must be a map with the key accounts",
    "{}",
  ],
  ["has an account without a value", edit("compliance:\n", "▶empty:\n    compliance:\n"), "empty must be a map", "{}"],
  [
    "has an account that is a text",
    edit("compliance:\n", "other: ▶hunter2\n    compliance:\n"),
    "other must be a map",
    "{}",
  ],
  [
    "has webhooks in a list",
    edit("      webhooks:\n        Everything:", "      webhooks:\n        ▶- Everything:"),
    "webhooks must be a map",
    "webhooks",
  ],
  [
    "has webhooks without a value",
    edit("      region: europe\n", "      region: europe\n")
      .replace(/ {8}"\*":[\s\S]*/, "")
      .replace(/webhooks:\n$/, "▶webhooks:\n"),
    "webhooks must be a map",
    "{}",
  ],
  [
    "has defaults that are a text",
    edit("      region: europe\n      defaults:", "      region: europe\n      defaults: ▶hunter2\n      x:").replace(
      / {6}x:\n.*\n.*\n/,
      "",
    ),
    "defaults must be a map",
    "fields",
  ],
  ["has a webhook that is a text", edit("MSG: {}", "MSG: ▶hunter2"), "MSG must be a map", "{}"],
  ["has a webhook without a value", edit("MSG: {}", "▶MSG:"), "MSG must be a map", "{}"],
  [
    "has a sub-account that is a list",
    edit("          MSG: {}\n", "").replace('"*":\n          CADR:\n            enabled: false', '"*": ▶[MSG, CADR]'),
    "must be a map",
    "type",
  ],
  [
    "has a name twice",
    edit("        Rooms:", "        ▶Lobby:"),
    '"Lobby" is there twice; the first one is in line 11',
    "Keep one",
  ],
  ["has a name twice but for a space", edit("        Rooms:", '        ▶"Lobby ":'), "twice", "rename"],
  ["has a name twice by a reference", edit("        Rooms:", '        ▶"${NAME:-Lobby}":'), "twice", "rename"],
  ["has a sub-account twice", edit("        Sales:", '        ▶"*":'), "twice", "rename"],
  ["has a type twice", edit("          CADR:", "          ▶MSG:"), "twice", "rename"],
  ["has an account twice", edit("    compliance:", "    ▶default:"), '"default" is there twice', "rename"],
  [
    "has a field twice",
    edit("          event: all", "          event: all\n          ▶event: all"),
    '"event" is there twice',
    "Keep one",
  ],
  [
    "has a name in a webhook",
    edit("          resource: rooms", "          ▶name: Rooms\n          resource: rooms"),
    '"name" isn\'t a known field',
    "is a key of the map around it",
  ],
  [
    "has a type in a webhook",
    edit("            enabled: false", "            ▶type: MSG\n            enabled: false"),
    '"type"',
    "is a key of the map around it",
  ],
  ["has an empty name", edit("        Rooms:", '        ▶"":'), "isn't text", "Write a name"],
  [
    "has an unknown type",
    edit("          MSG: {}", "          ▶SMS: {}"),
    'type must be one of "CADR", "MSG", "CABM"; got "SMS"',
    "one of these",
  ],
  [
    "has a name with a missing variable",
    edit("        Rooms:", '        "▶${MISSING} rooms":'),
    "MISSING",
    "Set MISSING",
  ],
];

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

const values: WrongFile[] = [...texts, ...secrets].flatMap(([name, before]): WrongFile[] => [
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

const rules: WrongFile[] = [
  [
    "has an unknown resource",
    edit("resource: rooms", "resource: ▶room"),
    "resource must be one of",
    "Did you mean rooms?",
  ],
  ["has an unknown event", edit("event: all", "event: ▶al"), "event must be", "Did you mean all?"],
  [
    "has a proven, undocumented pair",
    edit("resource: rooms\n          event: all", "resource: telephony_calls\n          event: ▶all"),
    "isn't documented",
    "undocumented: true",
  ],
  [
    "has an unknown filter",
    edit("filter: roomId=abc", "filter: ▶rooId=abc"),
    "did you mean roomId?",
    "undocumented: true",
  ],
  [
    "has a filter of an organization without ownedBy",
    edit("          ownedBy: org\n", "").replace("▶", "").replace("        Everything:", "        ▶Everything:"),
    "ownedBy must be",
    "ownedBy",
  ],
  ["has a wrong owner", edit("ownedBy: org", "ownedBy: ▶me"), 'ownedBy must be "org"', "Write org"],
  [
    "has a wrong event from the environment",
    edit("event: all", "event: ▶${WRONG}"),
    "got the value of ${WRONG}",
    "one of these",
  ],
  [
    "has a wrong resource from the environment",
    edit("resource: rooms", "resource: ▶${WRONG}"),
    "got the value of ${WRONG}",
    "one of these",
  ],
  [
    "has a wrong region from the environment",
    edit("region: europe", "region: ▶${WRONG}"),
    "region must be one of",
    "one of these",
  ],
  [
    "has a wrong flag from the environment",
    edit("enabled: false", "enabled: ▶${WRONG}"),
    "enabled must be true or false",
    "true or false",
  ],
  [
    "has a wrong filter from the environment",
    edit("filter: roomId=abc", 'filter: ▶"${WRONG}=1"'),
    "an unknown name",
    "undocumented: true",
  ],
  [
    "has a local URL from the environment",
    edit("https://rooms.example.com", "▶${LOCAL_URL}/x"),
    "got the value of ${LOCAL_URL}/x",
    "targetUrls: any",
  ],
  [
    "has a wrong URL in the defaults",
    edit("${PUBLIC_URL}/8x8", "▶${WRONG}/8x8"),
    "url must be",
    "environment variable",
  ],
  [
    "has a URL with credentials",
    edit("https://rooms.example.com", "▶https://user:hunter2@rooms.example.com"),
    "credentials",
    "targetUrls: any",
  ],
  [
    "has a local URL",
    edit("https://rooms.example.com", "▶http://localhost:3000"),
    'got host "localhost"',
    "targetUrls: any",
  ],
  [
    "has a URL without a scheme",
    edit("https://rooms.example.com", "▶rooms.example.com"),
    "targetUrl must be",
    "Correct targetUrl",
  ],
  [
    "has an insecure token URL",
    edit("https://auth.example.com/token", "▶http://auth.example.com/token"),
    "oauth.url must be",
    "Correct oauth.url",
  ],
  [
    "has a token with a line break",
    edit("apiKey: ${API_KEY}", "apiKey: ▶${BROKEN}"),
    "apiKey must be a token",
    "environment variable",
  ],
  [
    "has a token behind Bearer",
    edit("apiKey: ${API_KEY}", "apiKey: ▶Bearer ${API_KEY}"),
    "apiKey must be a token",
    "environment variable",
  ],
  [
    "has a header with a line break",
    edit("Bearer ${WEBHOOK_SECRET}", "▶Bearer ${BROKEN}"),
    "httpAuthorization must be a header value",
    "environment variable",
  ],
  [
    "has a wrong base URL",
    edit("${WEBEX_URL:-https://webexapis.com/v1}", "▶webexapis.com"),
    "baseUrl must be an http or https URL",
    "Correct baseUrl",
  ],
  ["has a wrong region", edit("region: europe", "region: ▶erope"), 'got "erope"', "Did you mean europe?"],
  [
    "has wrong target URLs",
    edit("region: europe", "region: europe\n      targetUrls: ▶all"),
    "targetUrls must be",
    "Correct targetUrls",
  ],
  [
    "has no token",
    edit("    compliance:\n      token: ${WEBEX_TOKEN}", "    ▶compliance:"),
    "token is required",
    "${NAME}",
  ],
  [
    "has no account id",
    goodFile
      .replace("8x8:\n  accounts:\n    default", "8x8:\n  accounts:\n    ▶default")
      .replace(/ *accountId.*\n/, ""),
    "accountId is required",
    "accountId",
  ],
  [
    "has no resource",
    edit("        Rooms:\n          resource: rooms", "        ▶Rooms:"),
    "resource is required",
    "defaults",
  ],
  [
    "has no URL",
    goodFile.replace("        Everything:", "        ▶Everything:").replace(/ *targetUrl: \$\{PUBLIC_URL\}\/all\n/, ""),
    "targetUrl is required",
    "defaults",
  ],
  [
    "has no client id",
    goodFile.replace("            oauth:", "            ▶oauth:").replace(/ *clientId.*\n/, ""),
    "oauth.clientId is required",
    "clientId",
  ],
  [
    "has both forms of authorization",
    edit(
      "            enabled: false",
      '            httpAuthorization: ▶"${WEBHOOK_SECRET}"\n            oauth: { url: https://a.example.com, clientId: a, clientSecret: "${API_KEY}", credentialsLocation: body }',
    ),
    "must be absent or empty",
    "Remove httpAuthorization",
  ],
  [
    "has both forms of authorization as defaults",
    edit(
      "        httpAuthorization: Bearer",
      '        oauth: { url: https://a.example.com, clientId: a, clientSecret: "${API_KEY}", credentialsLocation: body }\n        httpAuthorization: ▶Bearer',
    ),
    "must be absent or empty",
    "Keep one",
  ],
];

/** Files with one mistake each. */
export const wrongFiles: readonly WrongFile[] = [
  ...syntax,
  ...structure,
  ...values,
  ...inTheClear,
  ...mistyped,
  ...pairs,
  ...rules,
];
