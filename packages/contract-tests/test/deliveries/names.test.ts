import * as connectData from "@comms-webhooks/8x8-client/data";
import * as webexData from "@comms-webhooks/webex-client/data";
import { describe, expect, test } from "vitest";
import { compileAt } from "../../src/ajv.ts";
import { deliveryExamples, listDeliveries } from "../../src/deliveries.ts";
import { type Api, apis, documents, type Schema } from "../../src/document.ts";
import { formsOf } from "../../src/mutations/forms.ts";
import { awkwardNames } from "../../src/mutations/shape.ts";
import { issuesOf } from "../../src/validators.ts";

const selectors = { webex: ["resource", "event"], "8x8": ["eventType"] };
const data = {
  webex: { names: webexData.deliveryNames, aliases: {} },
  "8x8": { names: connectData.deliveryNames, aliases: connectData.deliveryAliases as Record<string, string> },
};

/** What can stand in place of a name: of every JSON type, and of the sort that trips up code which makes text of it. */
const strange: Record<string, unknown> = Object.fromEntries(
  [
    ...["null", "true", "7", "7.5", "[]", "{}", '["messages"]', '["inbound_message_received"]', '[["created"]]'],
    ...['{"toString":"created"}', '{"toString":null,"valueOf":null}', '{"__proto__":{"toString":1}}'],
    ...[...awkwardNames, "messages.created", "INBOUND_MESSAGE_RECEIVED", "created ", "all"].map((n) =>
      JSON.stringify(n),
    ),
    ...["constructor", "valueOf", "hasOwnProperty"].map((name) => JSON.stringify(name)),
  ].map((text) => [text, JSON.parse(text)]),
);
strange["an array within 20,000 others"] = JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);

describe.each(apis)("the names of deliveries of %s", (api) => {
  const document = documents[api];
  const one = compileAt(api, "#/components/schemas/Delivery", "annotated");
  const branches = listDeliveries(document).map(({ name, schema }) => ({ name, pins: pinsOf(api, schema) }));
  const samples = new Map(deliveryExamples(api).map((example) => [example.delivery, example]));

  test("are the data of the client, with the other names that are in use", () => {
    expect(data[api].names).toEqual(listDeliveries(document).map(({ name }) => name));
    const others = branches.flatMap(({ name, pins }) => pins.filter((pin) => pin !== name).map((pin) => [pin, name]));
    expect(data[api].aliases).toEqual(Object.fromEntries(others));
    for (const { name, pins } of branches) expect(pins[0]).toBe(name);
  });

  test("are all that UnknownDelivery excludes", () => {
    const known = branches.flatMap(({ pins }) => pins);
    expect(excluded(document.components.schemas["UnknownDelivery"] ?? {}).sort()).toEqual(known.sort());
  });

  test.each([...samples.values()])(
    "of $delivery can be exchanged for any other, which Ajv judges alike",
    ({ value }) => {
      const names = [...branches.flatMap(({ pins }) => pins), "nothing.happened", "nothing"];
      for (const name of names) {
        const parts = api === "webex" ? name.split(".") : [name];
        const changed = { ...value, ...Object.fromEntries(selectors[api].map((field, i) => [field, parts[i]])) };
        expect([name, issuesOf(api, "Delivery", changed).length === 0]).toEqual([name, one(changed)]);
      }
    },
  );

  test.each(Object.keys(strange))("can be %s without harm", (title) => {
    const name = strange[title];
    for (const { value } of samples.values()) {
      for (const field of selectors[api]) {
        const issues = issuesOf(api, "Delivery", { ...value, [field]: name });
        expect(issues.map(({ path }) => path)).toEqual(typeof name === "string" ? [] : [[field]]);
        expect(one({ ...value, [field]: name })).toBe(typeof name === "string");
      }
    }
  });

  test.each([[null], [undefined], [7], ["text"], [[]], [[{}]], [true]])(
    "are missing from %j, which is refused",
    (value) => {
      const [issue, ...more] = issuesOf(api, "Delivery", value);
      expect([issue?.path, more, one(value)]).toEqual([[], [], false]);
      expect(issue?.message).toMatch(/^the value must be an object; got /);
    },
  );
});

describe("the pairs of the table of resources", () => {
  test("are the deliveries of Webex, but for `all`, which is never delivered", () => {
    const table = documents.webex.components.schemas["CreateWebhookRequest"]?.["x-webhook-resources"] ?? {};
    const pairs = Object.entries(table).flatMap(([resource, { events }]) => events.map((event) => [resource, event]));
    const delivered = pairs.filter(([, event]) => event !== "all").map((pair) => pair.join("."));
    expect(Object.keys(documents.webex.webhooks).sort()).toEqual(delivered.sort());
    expect([pairs.length, delivered.length]).toEqual([43, 39]);
  });
});

describe.each(["Message", "InteractiveReply"])("the union %s of 8x8", (name) => {
  const schemas = documents["8x8"].components.schemas;
  const branches = (schemas[name]?.oneOf ?? []).map(({ $ref }) => $ref?.split("/").at(-1) ?? "");
  const names = branches.slice(0, -1).flatMap((branch) => pinsOf("8x8", branch, ["type"]));
  const check = compileAt("8x8", `#/components/schemas/${name}`, "annotated");

  test("leaves to its last branch what no other has", () => {
    expect(schemas[branches.at(-1) ?? ""]?.properties?.["type"]).toMatchObject({ not: { enum: names } });
    expect(new Set(names).size).toBe(names.length);
  });

  test("takes any other name, and refuses a known one without its content", () => {
    for (const type of [...names, "somethingNew", "", "toString"]) {
      const known = names.includes(type);
      expect([type, issuesOf("8x8", name, { type }).length === 0, check({ type })]).toEqual([type, !known, !known]);
    }
  });
});

/** The names that a schema pins its selecting fields to, joined by dots. */
function pinsOf(api: Api, schema: string, fields = selectors[api]): string[] {
  const [form] = formsOf(documents[api], { $ref: `#/components/schemas/${schema}` });
  return combine(fields.map((field) => valuesOf(form?.schema.properties?.[field])));
}

function excluded({ not, properties = {} }: Schema): string[] {
  const parts = not?.anyOf?.map((part) => combine(selectors.webex.map((field) => valuesOf(part.properties?.[field]))));
  const field = properties["eventType"];
  return parts?.flat() ?? (field ? field.not?.enum : undefined) ?? [];
}

function valuesOf(schema: Schema | false | undefined): string[] {
  return schema ? [schema.const ?? schema.enum ?? []].flat() : [];
}

function combine(lists: string[][]): string[] {
  return lists.reduce(
    (heads, list) => heads.flatMap((head) => list.map((value) => (head ? `${head}.${value}` : value))),
    [""],
  );
}
