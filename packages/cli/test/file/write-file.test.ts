import { events, resources } from "@comms-webhooks/webex-client/data";
import { describe, expect, it } from "vitest";
import { parseFile } from "../../src/file/load-file.js";
import { writeFile } from "../../src/file/write-file.js";
import { random } from "../random.js";

const tokens = { WEBEX_TOKEN: "token", ACCOUNT_ID: "account", API_KEY: "key" };
const webexAccount = { api: "webex", name: "default", fields: { token: "${WEBEX_TOKEN}" } };
const account8x8 = { api: "8x8", name: "default", fields: { apiKey: "${API_KEY}", accountId: "${ACCOUNT_ID}" } };
const lobby = { id: "1", name: "Lobby", targetUrl: "https://example.com", resource: "messages", event: "created" };

/** Names and values that YAML, or references, could read as something else. */
const words = [
  "Lobby",
  "2024",
  "1e3",
  "yes",
  "null",
  "~",
  "*",
  "&a",
  "<<",
  "a: b",
  "# x",
  "${X}",
  "$$",
  "-",
  " é ",
  "- x",
  "'q'",
  '"',
  "{}",
  "a\tb",
  "ＡＢ",
  "!x",
  "0x1",
  "line\nbreak",
  "__proto__",
  "%",
];

describe("writeFile", () => {
  it("writes the schema first, the accounts' fields, and the webhooks by name", () => {
    const webhooks = [
      { ...lobby, ownedBy: "creator", status: "inactive", secret: "s3cret" },
      { ...lobby, name: "Atrium" },
    ];
    const stored = {
      subAccountId: "*",
      type: "MSG",
      url: "https://example.com",
      enabled: false,
      httpAuthorization: "Bearer ***",
    };
    const { text, variables, notes } = writeFile([
      { ...account8x8, webhooks: [stored] },
      { ...webexAccount, webhooks },
    ]);
    expect(text).toBe(`# yaml-language-server: $schema=./node_modules/@comms-webhooks/cli/schema/webhooks.schema.json
# \`comms-webhooks plan\` shows what would change, and \`comms-webhooks apply\` changes it.
# Environment variables to set: API_KEY, ACCOUNT_ID, WEBEX_TOKEN, LOBBY_SECRET, ALL_MSG_HTTP_AUTHORIZATION.

webex:
  accounts:
    default:
      token: \${WEBEX_TOKEN}
      webhooks:
        Atrium:
          targetUrl: https://example.com
          resource: messages
          event: created
        Lobby:
          # Webex has disabled it: its status is "inactive".
          targetUrl: https://example.com
          resource: messages
          event: created
          secret: \${LOBBY_SECRET}
8x8:
  accounts:
    default:
      accountId: \${ACCOUNT_ID}
      apiKey: \${API_KEY}
      webhooks:
        "*":
          MSG:
            url: https://example.com
            httpAuthorization: \${ALL_MSG_HTTP_AUTHORIZATION}
            enabled: false
`);
    expect(variables).toEqual(["LOBBY_SECRET", "ALL_MSG_HTTP_AUTHORIZATION"]);
    expect(notes).toEqual([]);
  });

  it("allows what exists although the client would reject it", () => {
    const webhooks = [{ ...lobby, resource: "telephony_calls", event: "all", targetUrl: "http://localhost:3000" }];
    const { text } = writeFile([{ ...webexAccount, webhooks }]);
    const [account] = parseFile("webhooks.yaml", text, tokens).accounts;
    expect(account?.client.targetUrls).toBe("any");
    expect(account?.webhooks[0]?.options).toEqual({ undocumented: true });
  });

  it("notes what can't be in the file: a second one of a name, and an unknown type", () => {
    const webhooks = [
      { ...lobby, created: "2026-02-01", event: "deleted", secret: "x" },
      { ...lobby, created: "2026-01-01" },
    ];
    const unknown = { subAccountId: "Sales", type: "NEW", url: "https://example.com", enabled: true };
    const { text, notes, variables } = writeFile([
      { ...webexAccount, webhooks },
      { ...account8x8, webhooks: [unknown] },
    ]);
    expect(notes).toEqual([
      'webex account "default", webhook "Lobby": there is an older one of this name, and apply deletes duplicates',
      '8x8 account "default", webhook "Sales NEW": type must be one of "CADR", "MSG", "CABM"; got "NEW"',
    ]);
    expect(text).toContain(
      `# Webhook "Lobby" isn't here: there is an older one of this name, and apply deletes duplicates.`,
    );
    expect(text).toContain("event: created");
    expect(variables).toEqual([]);
  });

  it("writes no secret, and a file that says what there is, for 200 accounts of any names and values", () => {
    const { pick, word } = random(12);
    for (let round = 0; round < 200; round += 1) {
      const names = [...new Set([pick(words), pick(words), word()].filter((name) => name.trim() === name))];
      const secret = `secret-${word()}`;
      const webhooks = names.map((name) => ({
        ...lobby,
        name,
        resource: pick(resources),
        event: pick(events),
        targetUrl: `https://example.com/${word()}?x=$${word()}`,
        secret: pick([secret, undefined]),
      }));
      const file = writeFile([{ ...webexAccount, webhooks }]);
      expect(writeFile([{ ...webexAccount, webhooks: webhooks.toReversed() }]).text).toBe(file.text);
      expect(file.text).not.toContain(secret);
      const environment = { ...tokens, ...Object.fromEntries(file.variables.map((name) => [name, secret])) };
      const [account] = parseFile("webhooks.yaml", file.text, environment).accounts;
      const desired = account?.webhooks.map((webhook) => webhook.desired) ?? [];
      const expected = webhooks.map(({ id: _id, ...webhook }) => JSON.parse(JSON.stringify(webhook)));
      const byName = (list: readonly { name: string }[]) =>
        [...list].sort((one, other) => (one.name < other.name ? -1 : 1));
      expect(byName(desired as { name: string }[])).toEqual(byName(expected));
    }
  });
});
