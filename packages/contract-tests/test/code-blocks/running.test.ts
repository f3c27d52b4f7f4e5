import { beforeAll, describe, expect, test } from "vitest";
import { checkBlocks } from "../../src/code-blocks/check-blocks.ts";
import { fixture } from "../../src/code-blocks/fixture.ts";
import { planPage } from "../../src/code-blocks/programs.ts";
import { describeProblem } from "../../src/code-blocks/report.ts";
import { runPage } from "../../src/code-blocks/run-page.ts";
import { createWorkshop } from "../../src/code-blocks/workshop.ts";

const webhook = 'name: "Lobby", targetUrl: "https://hooks.example.com/webex", resource: "messages", event: "created"';
const client = [
  'import { createWebexWebhooks } from "comms-webhooks/webex";',
  "const webex = createWebexWebhooks({ auth: process.env.WEBEX_TOKEN! });",
];
const receiver = (handler: string) => [
  'import { createWebexReceiver } from "comms-webhooks/webex";',
  `const receiver = createWebexReceiver({ secret: process.env.WEBHOOK_SECRET!, on: { "rooms.created"({ data }) { ${handler} } } });`,
];
const server = [
  'import { createServer } from "node:http";',
  'import { toNodeHandler } from "comms-webhooks/node";',
  ...receiver("console.log(data.type);"),
  "createServer(toNodeHandler(receiver)).listen(3000);",
];
const ts = (...lines: string[]) => ["```ts", ...lines, "```"];
const sh = (...lines: string[]) => ["```sh", ...lines, "```"];
const shows = (...lines: string[]) => ["```text output", ...lines, "```"];

/** Pages, and the problems that each has: what their descriptions contain. */
const pages: Readonly<Record<string, readonly [lines: readonly string[], problems: readonly string[]]>> = {
  "calls an API with the vendor's address, and shows what it prints": [
    [
      ...ts(...client, `const { name } = await webex.create({ ${webhook} });`, "console.log(name);"),
      ...shows("Lobby"),
      "Text",
      ...ts("for await (const { id } of webex.list()) console.log(id);"),
      ...shows("Y2…"),
    ],
    [],
  ],
  "has a wrong type": [
    ts(...client, `await webex.create({ ${webhook.replace("created", "ended")} });`),
    [
      `:4 type error: Argument of type`,
      ":4 threw InvalidRequestError: createWebhook was not sent: event must be one of",
    ],
  ],
  throws: [
    ts("const a: unknown = undefined;", "interface B { c: string }", "console.log((a as B).c);"),
    [":4 threw TypeError"],
  ],
  "is a module of CommonJS": [
    [
      "```js file=bot.cjs",
      'const { createWebexReceiver } = require("comms-webhooks/webex");',
      "console.log(typeof createWebexReceiver);",
      "```",
      ...shows("function"),
      ...sh("node bot.cjs"),
      ...shows("function"),
    ],
    [],
  ],
  "throws in a module of CommonJS": [
    ["```js file=bot.cjs", 'require("node:fs");', 'throw new Error("late");', "```"],
    [":3 threw Error: late"],
  ],
  "throws later": [ts('setTimeout(() => { throw new Error("late"); });'), [":2 threw Error: late"]],
  "throws in a block that continues another": [
    ts("import {} from 'node:fs';").concat(ts('throw new Error("b");')),
    [":5 threw Error: b"],
  ],
  "prints something else than it shows": [
    [...ts('console.log("one");', 'console.log("two");'), ...shows("one", "zwei")],
    [":7 the output differs. The page shows\n    one\n    zwei\nprinted was\n    one\n    two"],
  ],
  "prints more than it shows": [[...ts('console.log("one\\ntwo");'), ...shows("one")], [":5 the output differs"]],
  "reaches another host": [
    ts('await fetch("https://example.org/a").catch(() => undefined);'),
    [":1 reaches for example.org:443"],
  ],
  "reaches another host without fetch": [
    ts('import { get } from "node:https";', 'get("https://example.org").on("error", () => undefined);'),
    [":1 reaches for example.org:443"],
  ],
  "reaches a port of this machine that nothing of the page listens on": [
    ts('await fetch("http://127.0.0.1:6379").catch(() => undefined);'),
    [":1 reaches for 127.0.0.1:6379"],
  ],
  "awaits something that never happens": [
    ts("await new Promise(() => undefined);"),
    ["awaits something that never happens"],
  ],
  "listens, and gets a delivery": [[...ts(...server), ...shows("group")], []],
  "exports a receiver, which gets a delivery": [
    [...ts(...receiver("console.log(data.type);"), "export default receiver;"), ...shows("group")],
    [],
  ],
  "has a receiver that fails": [
    ts(...receiver('throw new Error("lost");')),
    ["a delivery of rooms.created to / got the status 500"],
  ],
  "uses what the reader has": [
    ["<!-- setup", "const one: number = 1;", "-->", ...ts("console.log(one);"), ...shows("1")],
    [],
  ],
  "imports a file that it shows": [
    [
      ...["```ts file=lib/one.ts", "export const one: number = 1;", "```"],
      ...ts(
        'import { one } from "./lib/one.ts";',
        'import * as same from "./lib/one.js";',
        "console.log(one, same.one);",
      ),
      ...shows("1 1"),
    ],
    [],
  ],
  "runs commands that share their variables, and a server": [
    [
      ...["```js file=server.js", 'import { createServer } from "node:http";'],
      'const server = createServer((request, response) => response.end(request.url)).listen(8080, () => console.log("open"));',
      ...["if (process.env.OPEN !== 'yes') server.close();", "```"],
      ...sh("export OPEN=yes # a comment", "", "node server.js", "curl http://localhost:8080/${OPEN}"),
      ...["```text output=part", "open", "/yes", "```"],
      ...sh("cat <<END", "'$OPEN", "END", "mkdir a && cd a"),
      ...shows("'yes"),
      ...sh("text=\"it's $(echo 'a$b')\"", 'echo "$text"', "sh -c 'echo [$text]'"),
      ...shows("it's a$b", "[]"),
      ...sh("ls ..", "test -f \\", "  ../server.js"),
    ],
    [],
  ],
  "calls the API of a vendor with curl": [
    [
      "```sh exit=22",
      "curl https://webexapis.com/v1/webhooks",
      "```",
      ...shows('{"message":"The request needs an access token: …'),
    ],
    [],
  ],
  "runs commands with the variables of a setup": [
    ["<!-- setup", 'process.env.A = "it\'s a";', "-->", ...sh('echo "$A"'), ...shows("it's a")],
    [],
  ],
  "is CommonJS": [
    [
      ...["```js", 'const { basicAuthorization } = require("comms-webhooks/8x8");'],
      ...['console.log(basicAuthorization("a", "b"));', "```", ...shows("Basic YTpi")],
      ...["```js", 'const { join } = require("node:path");', "throw new Error(join('a', 'b'));", "```"],
    ],
    [":10 threw Error: a/b"],
  ],
  "calls another host with curl": [
    sh("curl https://example.org"),
    [":2 curl https://example.org: ends with", ":2 reaches for example.org"],
  ],
  "runs a command that fails": [sh("true", "test 1 = 2"), [":3 test 1 = 2: ends with the exit code 1"]],
  "runs a command that succeeds where it shows a failure": [
    ["```sh exit=3", "true", "```"],
    ["ends with the exit code 0 instead of 3"],
  ],
  "runs a command that isn't there": [
    sh("npm install comms-webhooks"),
    [":2 npm install comms-webhooks: ends with the exit code 127"],
  ],
  "shows a wrong file of webhooks": [
    ["```yaml file=webhooks.yaml", "webex: { accounts: { a: { token: x } } }", "```"],
    [":1 npx comms-webhooks plan --file webhooks.yaml ends with 1"],
  ],
  "shows JSON that isn't": [["```json", "{", "```"], [":1 isn't valid json"]],
  "continues a program that isn't run": [
    [...['```ts check="needs Redis"', "export const a = 1;", "```"], ...ts("console.log(a);")],
    [":4 the block continues a program that isn't run", ":5 threw ReferenceError: a is not defined"],
  ],
  "shows an output of nothing": [shows("one"), [":1 the output belongs to no block that is run"]],
};

const module = ["/**", " * Returns one.", " * @example", " * ```ts", " * const a: number = '1';", " * ```", " */"];

describe("a page that", () => {
  const problems: string[] = [];
  const names = Object.keys(pages);
  const pathOf = (name: string) => `page-${names.indexOf(name)}.md`;

  beforeAll(async () => {
    const fixtures = names.map((name) => fixture(pathOf(name), pages[name]?.[0] ?? []));
    fixtures.push(fixture("one.ts", module));
    problems.push(...(await checkBlocks(fixtures)).map(describeProblem));
  });

  test.each(names)("%s", (name) => {
    const [, expected = []] = pages[name] ?? [];
    const found = problems.filter((problem) => problem.startsWith(`${pathOf(name)}:`));
    expect(found).toEqual(expected.map((part) => expect.stringContaining(part)));
  });

  test("is a docstring has errors at the lines of its module", () => {
    expect(problems.filter((problem) => problem.startsWith("one.ts"))).toEqual([
      "one.ts:5 type error: Type 'string' is not assignable to type 'number'.\n    const a: number = '1';\n          ^",
    ]);
  });
});

test.each([
  ["a program", ts("setInterval(() => undefined, 1000);"), ":1 doesn't end within"],
  ["a program that is busy", ts("for (;;);"), ":1 doesn't end within"],
  ["a command", sh("sleep 1000"), ":2 sleep 1000: doesn't end within"],
])("%s that never ends is ended", async (_, lines, message) => {
  const workshop = createWorkshop();
  try {
    const limits = { process: 2_000, output: 0 };
    const [problem] = await runPage("0", planPage(fixture("page.md", lines)), workshop, limits);
    expect(problem && describeProblem(problem)).toContain(message);
  } finally {
    workshop.remove();
  }
});
