import { describe, expect, test } from "vitest";
import { accepts } from "../../src/ajv.ts";
import { apis, documentOf, importClient } from "../../src/apis.ts";
import {
  deliveryExamples,
  listDeliveries,
  namesOf,
  optionalSelectingFields,
  selectingFields,
} from "../../src/deliveries.ts";
import { awkwardNames } from "../../src/mutations/shape.ts";
import { issuesOf } from "../../src/validators.ts";

/** What can stand in place of a name: every JSON type, and what breaks code that converts it to text. */
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

describe.each(apis)("the names of deliveries of %s", async (api) => {
  const document = documentOf(api);
  const data = await importClient(api, "/data");
  const fields = selectingFields(api);
  const one = accepts(api, "#/components/schemas/Delivery", "annotated");
  const unknown = accepts(api, "#/components/schemas/UnknownDelivery", "annotated");
  const branches = listDeliveries(document).map(({ name, schema }) => ({ name, names: namesOf(api, schema) }));
  const known = branches.flatMap(({ names }) => names);
  const samples = [...new Map(deliveryExamples(api).map((example) => [example.delivery, example])).values()];
  // What a name has no part for is absent; the last part is always there.
  const partsOf = (name: string) => {
    const parts = name.split(".");
    return fields.map((_field, index) => parts[index - fields.length + parts.length] ?? "");
  };
  const renamed = (value: object, name: string) => {
    const parts = partsOf(name);
    const entries = fields.map((field, index) => [field, parts[index] || undefined]);
    return JSON.parse(JSON.stringify({ ...value, ...Object.fromEntries(entries) })) as object;
  };

  test("are exported by the client, with the other names in use", () => {
    expect(data["deliveryNames"]).toEqual(listDeliveries(document).map(({ name }) => name));
    const others = branches.flatMap(({ name, names }) => names.filter((other) => other !== name).map((o) => [o, name]));
    expect(data["deliveryAliases"] ?? {}).toEqual(Object.fromEntries(others));
    for (const { name, names } of branches) expect(names[0]).toBe(name);
    expect(new Set(known).size).toBe(known.length);
  });

  test("are all that UnknownDelivery excludes", () => {
    const values = fields.map((_field, index) => known.map((name) => partsOf(name)[index] ?? ""));
    const pairs = values.reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => `${head}.${tail}`)));
    const names = [...new Set(pairs.map((pair) => pair.replace(/^\./, ""))), "nothing.happened"];
    const value = samples[0]?.value ?? {};
    expect(names.filter((name) => !unknown(renamed(value, name))).sort()).toEqual([...known].sort());
  });

  test.each(samples)("can replace that of $delivery by any other, with the same result as Ajv's", ({ value }) => {
    for (const name of [...known, "nothing.happened", "nothing"]) {
      const changed = renamed(value, name);
      expect([name, issuesOf(api, "Delivery", changed).length === 0]).toEqual([name, one(changed)]);
    }
  });

  test.each(Object.keys(strange))("can be %s without harm", (title) => {
    const name = strange[title];
    for (const { value } of samples) {
      for (const field of fields) {
        if (name === null && optionalSelectingFields(api).includes(field)) continue;
        const issues = issuesOf(api, "Delivery", { ...value, [field]: name });
        expect(issues.map(({ path }) => path)).toEqual(typeof name === "string" ? [] : [[field]]);
        expect(one({ ...value, [field]: name })).toBe(typeof name === "string");
      }
    }
  });

  test.each([[null], [undefined], [7], ["text"], [[]], [[{}]], [true]])(
    "are missing from %j, which is rejected",
    (value) => {
      const [issue, ...more] = issuesOf(api, "Delivery", value);
      expect([issue?.path, more, one(value)]).toEqual([[], [], false]);
      expect(issue?.message).toMatch(/^the value must be an object; got /);
    },
  );
});
