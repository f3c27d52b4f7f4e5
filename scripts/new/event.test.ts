import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Files, lintDocuments } from "../lint/fixtures/lint-documents.ts";
import { validDocument } from "../lint/fixtures/valid-document.ts";
import { newEvent } from "./event.ts";

const sources = "# Sources\n\n| Fact | Source |\n| --- | --- |\n| Rooms | REF |\n\nMore.\n";

describe("npm run new event", () => {
  let folder: string;
  const read = (path: string) => readFile(join(folder, path), "utf8");

  /** Returns all files of the folder, as they are after a new event. */
  async function filesAfter(written: string[]): Promise<Files> {
    const paths = [...Object.keys(validDocument), "SOURCES.md", ...written];
    return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await read(path)])));
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "new-"));
    for (const [path, text] of Object.entries({ ...validDocument, "SOURCES.md": sources })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("writes a delivery and an example, and adds the event to the lists that a spec has", async () => {
    const { written, changed } = await newEvent(folder, "lifts.stuck");
    expect(written).toEqual(["deliveries/lifts.stuck.yaml", "examples/lifts.stuck.yaml"]);
    expect(changed).toEqual(["openapi.yaml", "resources.yaml", "SOURCES.md"]);
    expect(await read("openapi.yaml")).toBe(
      validDocument["openapi.yaml"]?.replace(
        "components:\n",
        "  lifts.stuck:\n    $ref: deliveries/lifts.stuck.yaml\ncomponents:\n",
      ),
    );
    expect(parse(await read("resources.yaml")).lifts.events).toEqual(["stuck"]);
    expect(await read("SOURCES.md")).toContain("| Rooms | REF |\n| `lifts.stuck` | TODO: where");
  });

  it("names the event in the body and the example, and leaves the other fields to be written", async () => {
    await newEvent(folder, "lifts.stuck");
    const { post } = parse(await read("deliveries/lifts.stuck.yaml"));
    expect(post.requestBody.content["application/json"].schema.allOf[1].properties).toEqual({
      resource: { type: "string", const: "lifts" },
      event: { type: "string", const: "stuck" },
    });
    expect(parse(await read("examples/lifts.stuck.yaml")).value).toEqual({ resource: "lifts", event: "stuck" });
  });

  it("leaves the webhook's name in the example to be written, unless the template is of the same resource", async () => {
    for (const name of ["rooms.created", "rooms.deleted", "people.created"]) {
      const path = `examples/${name}.yaml`;
      await writeFile(join(folder, path), `${validDocument[path]}`.replace("{ ", "{ name: A call ended, "));
    }
    await newEvent(folder, "lifts.stuck");
    await newEvent(folder, "rooms.moved");
    expect(parse(await read("examples/rooms.moved.yaml")).value.name).toBe("A call ended");
  });

  it("adds an event of a known resource to its row, before `all`, and after its deliveries", async () => {
    const { template } = await newEvent(folder, "rooms.moved");
    expect(template).toMatch(/^rooms\./);
    expect(await read("resources.yaml")).toContain("events: [created, deleted, moved, all]");
    expect(await read("openapi.yaml")).toMatch(/rooms\.deleted.*\n {2}rooms\.moved:\n.*\n {2}people\.created/);
  });

  it("leaves the texts of an example of another resource to be written, and nothing else", async () => {
    const values = { id: "a1", created: "2026-01-31T08:00:00Z", url: "https://one.test", name: "A space was created" };
    const example = { value: { ...values, resource: "rooms", event: "created" } };
    for (const name of ["rooms.created", "rooms.deleted", "people.created"])
      await writeFile(join(folder, `examples/${name}.yaml`), JSON.stringify(example));
    await newEvent(folder, "lifts.stuck");
    expect(parse(await read("examples/lifts.stuck.yaml")).value).toMatchObject({ ...values, name: "TODO: the text" });
    await newEvent(folder, "rooms.moved");
    expect(parse(await read("examples/rooms.moved.yaml")).value).toMatchObject(values);
  });

  it("leaves placeholders that lint rejects, and nothing else to complain about", async () => {
    const { written } = await newEvent(folder, "lifts.stuck");
    const { event } = await lintDocuments({ event: await filesAfter(written) });
    expect(event?.map((problem) => problem.replace(/^(.*?): .*(`\w.*`|SOURCES.md, line \d+).*$/, "$1 $2"))).toEqual(
      expect.arrayContaining(["deliveries/lifts.stuck.yaml `summary`", "openapi.yaml SOURCES.md, line 6"]),
    );
    const filled = Object.entries(await filesAfter(written)).map(([path, text]) => [
      path,
      text.replaceAll("TODO: see WebhookType", "NEWS").replaceAll("TODO", "Done"),
    ]);
    expect(await lintDocuments({ filled: Object.fromEntries(filled) })).toEqual({ filled: [] });
  });

  it.each([
    ["rooms.created", "rooms.created exists already."],
    ["lifts", '"lifts" isn\'t a name like those of the other deliveries, such as rooms.created.'],
    ["../lifts.stuck", '"../lifts.stuck" isn\'t a name like those of the other deliveries, such as rooms.created.'],
  ])("rejects the name %s", async (name, message) => {
    await expect(newEvent(folder, name)).rejects.toThrow(message);
  });
});

describe("npm run new event, in a spec whose names have no resource", () => {
  let folder: string;
  const envelopeOf = async (name: string) => {
    const { post } = parse(await readFile(join(folder, `deliveries/${name}.yaml`), "utf8"));
    return post.requestBody.content["application/json"].schema.allOf[0];
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "new-"));
    for (const place of ["deliveries", "examples"]) await mkdir(join(folder, place));
    const names = {
      ...{ message_received: "Message", account_update: "Business", account_quality_update: "Quality" },
      "SMS.a": "Sms",
    };
    const webhooks = Object.keys(names).map((name) => `  ${name}:\n    $ref: deliveries/${name}.yaml\n`);
    await writeFile(join(folder, "openapi.yaml"), `webhooks:\n${webhooks.join("")}`);
    for (const [name, envelope] of Object.entries(names)) {
      const [eventType = "", namespace = "Chat"] = name.split(".").reverse();
      const properties = {
        product: { type: "string", const: namespace },
        eventType: { type: "string", const: eventType },
      };
      const own = { type: "object", properties };
      const schema = { allOf: [{ $ref: `../schemas/${envelope}.yaml` }, own] };
      const post = { summary: name, requestBody: { content: { "application/json": { schema } } } };
      await writeFile(join(folder, `deliveries/${name}.yaml`), JSON.stringify({ post }));
      await writeFile(join(folder, `examples/${name}.yaml`), JSON.stringify({ value: { eventType: name } }));
    }
  });

  afterEach(() => rm(folder, { recursive: true }));

  it.each([
    ["account_closed", "account_update"],
    ["line_quality_update", "account_quality_update"],
    ["account_quality_check", "account_quality_update"],
    ["call_update", "account_update"],
  ])("copies %s from the delivery with which it shares the most words, %s", async (name, template) => {
    const written = await newEvent(folder, name);
    expect(written.template).toBe(template);
    expect(await envelopeOf(name)).toEqual(await envelopeOf(template));
  });

  it("leaves the envelope to be chosen where no delivery shares a word", async () => {
    await newEvent(folder, "call_ended");
    expect(await envelopeOf("call_ended")).toEqual({ description: expect.stringMatching(/^TODO: a \$ref to the env/) });
  });

  it.each([
    ["call_ended", { product: { type: "string", const: "Chat" }, eventType: { type: "string", const: "call_ended" } }],
    ["SMS.clicked", { product: { type: "string", const: "SMS" }, eventType: { type: "string", const: "clicked" } }],
  ])("copies %s from a delivery with a name of the same form, and keeps its product", async (name, properties) => {
    await newEvent(folder, name);
    const { post } = parse(await readFile(join(folder, `deliveries/${name}.yaml`), "utf8"));
    expect(post.requestBody.content["application/json"].schema.allOf[1].properties).toEqual(properties);
  });
});
