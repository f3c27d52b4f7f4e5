import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadFile, parseFile } from "../../src/file/load-file.js";
import { FileError } from "../../src/file/problem.js";
import { random } from "../random.js";
import { environment, goodFile } from "./good-file.js";

const folder = mkdtempSync(join(tmpdir(), "webhooks-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes bytes into a file, and returns its path. */
function file(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function errorOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
  throw new Error("there is no error");
}

/** The webhooks of a Webex account, whose text is given. */
function webhooksOf(text: string) {
  const lines = text.split("\n").map((line) => `        ${line}`);
  const head = "webex:\n  accounts:\n    default:\n      token: ${WEBEX_TOKEN}\n      webhooks:\n";
  return parseFile("webhooks.yaml", head + lines.join("\n"), environment).accounts[0]?.webhooks ?? [];
}

describe("loadFile", () => {
  it("reads accounts, webhooks with their defaults, positions and secrets", () => {
    const { accounts, secrets } = parseFile("webhooks.yaml", goodFile, environment);
    expect(accounts.map(({ api, name }) => `${api} ${name}`)).toEqual([
      "webex default",
      "webex compliance",
      "8x8 default",
    ]);
    expect(accounts[0]).toEqual({
      api: "webex",
      name: "default",
      client: { auth: "envTokenOfWebex", baseUrl: "https://webexapis.com/v1" },
      position: { line: 4, column: 5 },
      webhooks: [
        {
          key: "Lobby",
          desired: {
            name: "Lobby",
            targetUrl: "https://env-hooks.example.com/webex",
            secret: "envSecretOfWebhooks",
            resource: "messages",
            event: "created",
            filter: "roomId=abc",
          },
          options: {},
          position: { line: 11, column: 9 },
        },
        {
          key: "Rooms",
          desired: {
            name: "Rooms",
            targetUrl: "https://rooms.example.com",
            secret: "envSecretOfWebhooks",
            resource: "rooms",
            event: "all",
          },
          options: {},
          position: { line: 12, column: 9 },
        },
      ],
    });
    expect(accounts[2]?.client).toEqual({ accountId: "envAccount", auth: "envApiKey", region: "europe" });
    expect(accounts[2]?.webhooks.map(({ desired }) => desired)).toEqual([
      {
        subAccountId: "*",
        type: "MSG",
        url: "https://env-hooks.example.com/8x8",
        httpAuthorization: "Bearer envSecretOfWebhooks",
      },
      expect.objectContaining({ subAccountId: "*", type: "CADR", enabled: false }),
      {
        subAccountId: "Sales",
        type: "CABM",
        url: "https://env-hooks.example.com/8x8",
        oauth: {
          url: "https://auth.example.com/token",
          clientId: "client",
          clientSecret: "envSecretOfWebhooks",
          credentialsLocation: "header",
        },
      },
    ]);
    expect(secrets).toEqual(["envTokenOfWebex", "envSecretOfWebhooks", "envApiKey", "Bearer envSecretOfWebhooks"]);
  });

  it("accepts a byte order mark, Windows line breaks and no line break at the end", () => {
    const expected = parseFile("webhooks.yaml", goodFile, environment).accounts;
    expect(loadFile(file("bom.yaml", `\ufeff${goodFile}`), environment).accounts).toEqual(expected);
    expect(loadFile(file("crlf.yaml", goodFile.replaceAll("\n", "\r\n")), environment).accounts).toEqual(expected);
    expect(loadFile(file("end.yaml", goodFile.trimEnd()), environment).accounts).toEqual(expected);
  });

  it("counts columns behind a byte order mark and outside the basic plane in characters", () => {
    expect(errorOf(() => parseFile("w.yaml", "\ufeffwebx: {}", environment))).toMatch(/^w\.yaml:1:1: /);
    const text = goodFile.replace("Lobby: {", '"𝓛obby": { x: 1, ');
    expect(errorOf(() => parseFile("w.yaml", text, environment))).toContain("w.yaml:11:20: ");
  });

  it("follows aliases and merges maps, own keys first", () => {
    const [one, two] = webhooksOf(
      'A: &a { resource: &r rooms, event: all, targetUrl: "https://a.example.com" }\nB: { <<: [*a], event: updated, filter: type=group }',
    );
    expect(one?.desired).toMatchObject({ resource: "rooms", event: "all" });
    expect(two?.desired).toEqual({
      name: "B",
      resource: "rooms",
      event: "updated",
      filter: "type=group",
      targetUrl: "https://a.example.com",
    });
  });

  it("reads names as they are written, and references in them", () => {
    const fields = '{ resource: rooms, event: all, targetUrl: "https://a.example.com" }';
    const names = ["2024", "1e3", "0o7", "yes", '"on"', "'a b'", '"${NAME:-x} y"'];
    const webhooks = webhooksOf(names.map((name) => `${name}: ${fields}`).join("\n"));
    expect(webhooks.map(({ desired }) => (desired as { name: string }).name)).toEqual([
      "2024",
      "1e3",
      "0o7",
      "yes",
      "on",
      "a b",
      "x y",
    ]);
  });

  it("takes nothing from the environment for YAML", () => {
    const tricky = { ...environment, PUBLIC_URL: 'https://a.example.com/"}: [\n- x' };
    expect(() => parseFile("w.yaml", goodFile, tricky)).not.toThrow(/YAML/);
    const { accounts } = parseFile("w.yaml", goodFile, { ...environment, WEBHOOK_SECRET: "true" });
    expect(accounts[0]?.webhooks[0]?.desired).toMatchObject({ secret: "true" });
  });

  it("prefers a webhook's own form of authorization to a default one", () => {
    const oauth =
      'oauth: { url: https://a.example.com, clientId: a, clientSecret: "${API_KEY}", credentialsLocation: body }';
    const text = goodFile
      .replace("        httpAuthorization: Bearer ${WEBHOOK_SECRET}", `        ${oauth}`)
      .replace("MSG: {}", 'MSG: { httpAuthorization: "${API_KEY}" }');
    const [header, byDefault] = parseFile("w.yaml", text, environment).accounts[2]?.webhooks ?? [];
    expect(header?.desired).not.toHaveProperty("oauth");
    expect(byDefault?.desired).toHaveProperty("oauth");
  });

  it("reports several mistakes at once, in their order", () => {
    const text = goodFile
      .replace("region: europe", "region: eu")
      .replace("event: created", "event: ended")
      .replace("${API_KEY}", "hunter2");
    const error = errorOf(() => parseFile("w.yaml", text, environment));
    expect([...error.matchAll(/^w\.yaml:(\d+):/gm)].map(([, line]) => Number(line))).toEqual([11, 29, 30]);
  });

  it("shows the line, the place, and what to do", () => {
    const text = goodFile.replace("event: created", "event: ended");
    expect(errorOf(() => parseFile("webhooks.yaml", text, environment))).toBe(
      [
        'webhooks.yaml:11:45: event must be one of "created", "deleted", "all" for the resource "messages"; got "ended"',
        "  11 |         Lobby: { resource: messages, event: ended, filter: roomId=abc }",
        "     |                                             ^^^^^",
        '     = in webex account "default", webhook "Lobby"',
        "     = help: Write one of these values.",
      ].join("\n"),
    );
  });

  it("ends for an alias of aliases of aliases", () => {
    const bomb = [
      "a: &a {x: 1}",
      ...[..."bcdefghij"].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghi"[index]}`).join()}]`),
    ];
    expect(errorOf(() => parseFile("w.yaml", bomb.join("\n"), environment))).toContain("isn't a known field");
    const many = Array.from({ length: 400 }, (_, index) => `W${index}: {}`).join(", ");
    const accounts = Array.from(
      { length: 400 },
      (_, index) => `    a${index}: { token: "\${WEBEX_TOKEN}", webhooks: ${index === 0 ? `&w {${many}}` : "*w"} }`,
    );
    expect(errorOf(() => parseFile("w.yaml", `webex:\n  accounts:\n${accounts.join("\n")}`, environment))).toContain(
      "too many entries",
    );
  });

  it.each([
    ["missing.yaml", undefined, "the file doesn't exist"],
    ["binary.yaml", new Uint8Array([0x89, 0x50, 0, 1]), "isn't text in UTF-8"],
    ["utf16.yaml", new Uint8Array([0xff, 0xfe, 0x77, 0]), "isn't text in UTF-8"],
    ["nul.yaml", "webex:\0", "isn't text in UTF-8"],
  ])("says of %s why it can't be read", (name, bytes, message) => {
    const path = bytes === undefined ? join(folder, name) : file(name, bytes);
    expect(errorOf(() => loadFile(path, environment))).toMatch(new RegExp(`^${path}: .*${message}.*\\n  help: `));
  });

  it("says of a folder that it is no file", () => {
    expect(errorOf(() => loadFile(folder, environment))).toContain("(EISDIR)");
  });

  it("shows no secret in 500 files with one in the clear and a mistake anywhere", () => {
    const { number, pick, word } = random(3);
    const lines = goodFile.split("\n");
    const places = [
      "token: ",
      "secret: ",
      "apiKey: ",
      "httpAuthorization: Bearer ",
      "clientSecret: ",
      "sercet: ",
      "pasword: ",
    ];
    const breaks = [
      "\t",
      "{",
      "}",
      "[",
      ": ",
      '"',
      "'",
      "*",
      "&",
      "!x ",
      "- ",
      "|",
      "@",
      "#",
      "%",
      "\u0007",
      "${",
      "\n",
      "<<: ",
      "",
    ];
    for (let round = 0; round < 500; round += 1) {
      const secret = `${pick(["hunter", "h:", "h,", "$h", "h#", "h} ", "h "])}${word()}`;
      const quote = pick(["", "", "'", '"']);
      const own = [...lines];
      own.splice(
        pick([5, 9, 15, 29, 33, 45]),
        0,
        `${" ".repeat(pick([4, 6, 8, 14]))}${pick(places)}${quote}${secret}${quote}`,
      );
      const broken = Math.floor(number() * own.length);
      const line = own[broken] ?? "";
      const column = Math.floor(number() * line.length);
      own[broken] = line.slice(0, column) + pick(breaks) + line.slice(column);
      const text = own.join("\n");
      const core = secret.slice(-8); // The mistake can be in the secret.
      let shown = "";
      try {
        parseFile("w.yaml", text, environment); // The mistake can turn the line into a comment.
      } catch (error) {
        shown = String(error);
      }
      if (text.includes(core)) expect(shown).not.toContain(core);
      for (const value of Object.values(environment)) if (value) expect(shown).not.toContain(value);
    }
  });
});
