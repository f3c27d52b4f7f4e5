import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generateFromDocument, updateParts } from "../generators/any-document.ts";
import { readDocument } from "../lib/read-document.ts";
import { root } from "../lib/repository.ts";
import { nodeArguments } from "../testing/toy-repository.ts";

const head = 'openapi: 3.1.0\ninfo: { title: Things, version: "1" }\n';
const paths = (schema: string) =>
  `paths:\n  /things:\n    post:\n      requestBody: { content: { application/json: { schema: ${schema} } } }\n`;

describe("npm run generate -- --document FILE --out FOLDER", { timeout: 120_000 }, () => {
  let folder: string;
  const file = (path = "api.yaml") => join(folder, path);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "document-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function write(files: Record<string, string>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(file(path)), { recursive: true });
      await writeFile(file(path), text);
    }
  }

  async function generated(files: Record<string, string>): Promise<Record<string, string>> {
    await write(files);
    const { document } = await readDocument(file(Object.keys(files)[0]));
    const all = await generateFromDocument(document, "api.yaml");
    return Object.fromEntries(all.map(({ path, content }) => [path, content]));
  }

  function run(...args: string[]): Promise<{ code: number | null; out: string; complaint: string }> {
    return new Promise((done) => {
      const child = execFile(
        process.execPath,
        [...nodeArguments("generate"), ...args],
        { cwd: root },
        (_, out, complaint) => done({ code: child.exitCode, out: out.trim(), complaint: complaint.trim() }),
      );
    });
  }

  test("writes types and client, and prints the files", async () => {
    await write({ "api.yaml": head + paths("{ type: string, minLength: 2 }") });
    const { code, out, complaint } = await run("--document", file(), "--out", file("out"));
    expect({ code, complaint }).toEqual({ code: 0, complaint: "" });
    const written = (await readdir(file("out"), { recursive: true })).filter((path) => path.endsWith(".ts"));
    expect(out.split("\n").sort()).toEqual(written.map((path) => join(file("out"), path)).sort());
    expect(written.sort()).toEqual([
      "client/client.ts",
      "client/data.ts",
      "client/validators/index.ts",
      "client/validators/post-things-body.ts",
      "types/index.ts",
    ]);
    const validator = await readFile(file("out/client/validators/post-things-body.ts"), "utf8");
    expect(validator).toContain('import type { operations } from "../../types/index.js";');
    expect(validator).toContain("must have at least 2 characters");
  });

  test("replaces what it wrote, and nothing that a person did", async () => {
    const update = async (schema: string) => {
      const all = await generated({ "api.yaml": head + paths(schema) });
      const files = Object.entries(all).map(([path, content]) => ({ path, content }));
      return (await updateParts(file("out"), files)).map((path) => path.slice(file("out/").length)).sort();
    };
    const inline = "client/validators/post-things-body.ts";
    expect(await update("{ type: string }")).toContain(inline);
    expect(await update("{ type: string }")).toEqual([]);
    await write({ "out/notes.md": "mine\n", "out/client/mine.ts": "export const mine = 1;\n" });
    await expect(update("{ type: integer }")).rejects.toThrow(`${file("out/client/mine.ts")}: not generated.`);
    expect(await readFile(file(`out/${inline}`), "utf8")).toContain('"string"');
    await rm(file("out/client/mine.ts"));
    expect(await update("{ type: integer }")).toEqual(["client/validators/post-things-body.ts", "types/index.ts"]);
    await write({ "api.yaml": `${head}paths: {}\n` });
    const { document } = await readDocument(file());
    const rest = await generateFromDocument(document, "api.yaml");
    expect(await updateParts(file("out"), rest)).toContain(file(`out/${inline}`));
    expect(await readdir(file("out/client/validators"))).toEqual(["index.ts"]);
    expect(await readFile(file("out/notes.md"), "utf8")).toBe("mine\n");
  });

  test("has the files of one document after two runs at once", async () => {
    await write({ "one.yaml": head + paths("{ type: string }"), "two.yaml": head + paths("{ type: integer }") });
    const both = ["one.yaml", "two.yaml"].map((name) => run("--document", file(name), "--out", file("out")));
    for (const { code, complaint } of await Promise.all(both))
      expect({ code, complaint }).toEqual({ code: 0, complaint: "" });
    const written = (await readdir(file("out"), { recursive: true })).filter((path) => /\.\w+$/.test(path));
    expect(written).toHaveLength(5);
    const sources = await Promise.all(written.map((path) => readFile(file(`out/${path}`), "utf8")));
    expect(new Set(sources.map((text) => text.match(/\w+\.yaml/)?.[0])).size).toBe(1);
  });

  test("prints why a document is refused, one line for each reason, and writes nothing", async () => {
    await write({ "api.yaml": head + paths("{ minLenght: 2, properties: { a: { $dynamicRef: '#b' } } }") });
    const place = `${file()}#/paths/~1things/post/requestBody/content/application~1json/schema`;
    expect(await run("--document", file(), "--out", file("out"))).toEqual({
      code: 1,
      out: "",
      complaint: [
        `${place}: keyword minLenght: isn't a keyword of JSON Schema 2020-12 or OpenAPI 3.1; did you mean minLength?`,
        `${place}/properties/a: property a, keyword $dynamicRef: a dynamic reference can't be resolved before run time; use $ref`,
      ].join("\n"),
    });
    expect(await readdir(folder)).toEqual(["api.yaml"]);
    expect((await run("--document", file())).complaint).toBe("Use: npm run generate -- --document FILE --out FOLDER");
  });

  test("needs no servers, names, responses or components", async () => {
    const bare = await generated({
      "api.json": JSON.stringify({ openapi: "3.1.1", info: {}, paths: { "/a/{b-c}": { get: {} } } }),
    });
    expect(bare["client/client.ts"]).toContain('getABC: { method: "GET", path: "/a/{b-c}", idempotent: true }');
    expect(bare["client/client.ts"]).toContain('main: "/"');
    expect(Object.keys(await generated({ "empty.yaml": `${head}paths: {}\n` }))).toContain("types/index.ts");
  });

  test("names the schemas of deliveries that have no name", async () => {
    const webhooks =
      "webhooks:\n  thing.made:\n    post:\n      requestBody: { content: { application/json: { schema: { type: object } } } }\n";
    const files = await generated({ "api.yaml": head + webhooks });
    expect(files["types/index.ts"]).toContain('"thing.made": ThingMade');
    expect(files["client/validators/index.ts"]).toContain("ThingMade");
  });

  test("names the bodies of callbacks, which a vendor sends, too", async () => {
    const callback = (schema: string) =>
      `{ "{$url}": { post: { requestBody: { content: { application/json: { schema: ${schema} } } }, responses: {} } } }`;
    const files = await generated({
      "api.yaml": `${head}paths:\n  /things:\n    post:\n      operationId: watch\n      responses: {}\n      callbacks: { made: ${callback("{ enum: [a], maxLength: 1 }")}, gone: { $ref: "#/components/callbacks/Gone" } }\ncomponents: { callbacks: { Gone: ${callback("{ type: integer }")} } }\n`,
    });
    expect(files["types/index.ts"]).toContain('export type WatchMade = "a";\nexport type WatchGone = number;\n');
    expect(files["client/validators/index.ts"]).toContain("WatchMade");
    expect(files["client/validators/watch-made.ts"]).not.toContain("maxLength");
  });

  test("has every example of a delivery, whatever its name and place", async () => {
    const delivery = (content: string) =>
      `    post:\n      requestBody: { content: { application/json: { schema: { type: object, properties: { a: {} } }, ${content} } } }\n`;
    const files = await generated({
      "api.yaml": [
        `${head}webhooks:\n  made:\n`,
        delivery('examples: { one: { value: { a: 1, b: 2 } }, made.two: { $ref: "#/components/examples/Two" } }'),
        `  gone:\n${delivery("example: { a: 3 }")}components: { examples: { Two: { value: { a: 2 } } } }\n`,
      ].join(""),
    });
    const [, text = ""] = (files["client/examples.ts"] ?? "").split("= {\n");
    expect(text.replace(/\s/g, "")).toBe('"made":{"one":{"a":1,"b":2},"two":{"a":2}},"gone":{"default":{"a":3}},};');
    await expect(
      generated({
        "api.yaml": `${head}webhooks:\n  made:\n${delivery("examples: { one: { summary: One } }")}`,
      }),
    ).rejects.toThrow(/examples\/one: an example of a delivery needs its "value"$/);
  });

  test("names a schema that refers to itself after its place", async () => {
    const own =
      '{ type: object, properties: { a: { $ref: "#/paths/~1things/post/requestBody/content/application~1json/schema" } } }';
    const files = await generated({ "api.yaml": head + paths(own) });
    expect(files["types/index.ts"]).toContain(
      "export interface PostThingsBody {\n    a?: PostThingsBody | undefined;\n}\n",
    );
  });

  test("writes a parameter with content as its value", async () => {
    const parameter =
      "{ name: a, in: query, content: { application/json: { schema: { type: object, required: [b], properties: { b: { type: integer } } } } } }";
    const files = await generated({
      "api.yaml": `${head}paths: { /things: { get: { operationId: list, parameters: [${parameter}], responses: {} } } }\n`,
    });
    expect(files["types/index.ts"]?.replace(/\s+/g, " ")).toContain("query?: { a?: { b: number; } | undefined; };");
  });

  test("reads other files, but nothing from the network", async () => {
    const files = await generated({
      "api.yaml": head + paths('{ $ref: "./schemas/thing.yaml" }'),
      "schemas/thing.yaml":
        "type: object\nproperties: { next: { $ref: './thing.yaml' }, part: { $ref: '#/$defs/part' } }\n$defs: { part: { type: string } }\n",
    });
    expect(Object.keys(files)).toContain("client/validators/thing.ts");
    for (const remote of ["https://example.com/thing.json", "file:///thing.json", "data:application/json,1"]) {
      await write({ "api.yaml": head + paths(`{ $ref: "${remote}" }`) });
      await expect(readDocument(file())).rejects.toThrow(`${remote} is remote; put a copy beside the document`);
    }
  });

  test("shows the warnings of the bundler", async () => {
    await write({
      "api.yaml": `${head}paths:\n  /a: { get: { responses: { "200": { description: A, content: { application/json: { schema: { anyOf: [{ $ref: ./a/name.yaml }, { $ref: ./b/name.yaml }] } } } } } } }\n`,
      "a/name.yaml": "type: string\n",
      "b/name.yaml": "type: integer\n",
    });
    const { warnings } = await readDocument(file());
    expect(warnings).toEqual([expect.stringContaining("Renamed name to name-2.")]);
  });

  test.each([
    ["a missing file", undefined, "there is no such file"],
    ["a text that isn't YAML", "a: [", "isn't valid YAML or JSON"],
    ["a document without a version", "info: {}", 'isn\'t a document of OpenAPI 3.1: "openapi" has no version'],
    ["OpenAPI 3.0", "openapi: 3.0.3", 'isn\'t a document of OpenAPI 3.1: "openapi" has the version "3.0.3"'],
    [
      "aliases of aliases",
      `a: &a [${"x,".repeat(9)}]\n${[..."bcdefghij"].map((name, index) => `${name}: &${name} [${`*${"abcdefghi"[index]},`.repeat(9)}]`).join("\n")}`,
      "has aliases of aliases, which stand for too many values",
    ],
    ["a reference to nothing", `${head}${paths('{ $ref: "#/components/schemas/None" }')}`, "Can't resolve $ref"],
  ])("refuses %s", async (_title, text, reason) => {
    if (text !== undefined) await write({ "api.yaml": text });
    await expect(readDocument(file())).rejects.toThrow(reason);
  });

  test("takes no extension for a response, a path or an expression of a callback", async () => {
    const callback = '{ x-a: 1, "{$url}": { post: { responses: { x-b: { post: {} }, 200: { description: A } } } } }';
    const files = await generated({
      "api.yaml": `${head}paths:\n  x-c: { get: { operationId: none } }\n  /a: { post: { operationId: post, responses: { x-d: 1 }, callbacks: { e: ${callback} } } }\n`,
    });
    expect(files["client/client.ts"]).not.toContain("none");
    expect(files["types/index.ts"]).not.toMatch(/x-[abcd]/);
  });

  test("reads a callback that is announced by itself", async () => {
    const again = "callbacks: { again: { $ref: '#/components/callbacks/Again' } }";
    const body = "requestBody: { content: { application/json: { schema: { type: object } } } }";
    const files = await generated({
      "api.yaml": `${head}paths: { /a: { post: { operationId: ask, ${again} } } }\ncomponents: { callbacks: { Again: { "{$url}": { post: { ${body}, responses: {}, ${again} } } } } }\n`,
    });
    expect(files["client/validators/index.ts"]).toContain("AskAgain");
  });

  test.each([
    ["a path without a value", "paths: { /a: }", "#/paths/~1a: must be an object, not null"],
    ["an operation that is a text", "paths: { /a: { get: b } }", "#/paths/~1a/get: must be an object, not a string"],
    ["schemas in a list", "components: { schemas: [] }", "#/components/schemas: must be an object, not an array"],
    ["a server without a URL", "servers: [{}]", '#/servers/0: a server needs a text as its "url"'],
    [
      "a response that is a list",
      "paths: { /a: { get: { responses: { 200: [] } } } }",
      "#/paths/~1a/get/responses/200: must be an object, not an array",
    ],
    [
      "a parameter of no place",
      "paths: { /a: { get: { parameters: [{ name: b, in: quer, schema: {} }] } } }",
      '#/paths/~1a/get/parameters/0: "in" of a parameter must be one of path, query, header, cookie; found "quer"',
    ],
    [
      "a parameter without a schema",
      "paths: { /a: { get: { parameters: [{ name: b, in: query }] } } }",
      '#/paths/~1a/get/parameters/0: a parameter needs a "schema", or "content" with a media type',
    ],
    [
      "a list of schemas as items",
      "components: { schemas: { A: { items: [{}] } } }",
      "#/components/schemas/A: schema A, keyword items: must be object,boolean",
    ],
  ])("refuses %s by its place", async (_title, text, reason) => {
    await expect(generated({ "api.yaml": `${head}${text}\n` })).rejects.toThrow(reason);
  });

  test("refuses operations with one name, and deliveries without a body", async () => {
    const operation = "{ operationId: same, responses: {} }";
    await expect(
      generated({ "api.yaml": `${head}paths: { /a: { get: ${operation}, put: ${operation} } }\n` }),
    ).rejects.toThrow("#/paths/~1a/put: keyword operationId: the operationId same is also that of #/paths/~1a/get");
    await expect(generated({ "api.yaml": `${head}webhooks: { a: { post: {} } }\n` })).rejects.toThrow(
      "#/webhooks/a/post/requestBody: a delivery has a body of JSON with a schema",
    );
  });
});
