import { goodFile } from "../good-file.js";
import { edit, type WrongFile } from "./edit.js";

/** Files whose maps and keys are wrong. */
export const structure: WrongFile[] = [
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
    "has a webhook's field in place of its type",
    edit("          MSG: {}", "          ▶url: https://hooks.example.com"),
    '"url" is a field of a webhook, where a type is expected',
    "Write the type above it",
  ],
  [
    "has a binary name of a resource",
    edit("          resource: rooms", "          resource: !!binary ▶cm9vbXM="),
    "resource must be text; got an object",
    "in quotes",
  ],
  [
    "has a name with a missing variable",
    edit("        Rooms:", '        "▶${MISSING} rooms":'),
    "MISSING",
    "Set MISSING",
  ],
];
