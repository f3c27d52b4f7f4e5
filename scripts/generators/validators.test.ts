import { describe, expect, test } from "vitest";
import { document } from "./golden/document.ts";
import type { Document } from "./openapi.ts";
import { generateValidators } from "./validators.ts";

/** Returns a copy of the small document with a change. */
function changed(change: (copy: Document) => void): Document {
  const copy = structuredClone(document);
  change(copy);
  return copy;
}

function schemaOf(copy: Document, name: string) {
  const schema = copy.components.schemas[name];
  if (!schema) throw new Error(`No schema ${name}`);
  return schema;
}

describe("generateValidators", () => {
  test("doesn't import the pair check when no schema has a table", () => {
    const files = generateValidators(
      "8x8",
      changed((copy) => Reflect.deleteProperty(schemaOf(copy, "BookRequest"), "x-webhook-resources")),
    );
    expect(files.map(({ content }) => content).join("")).not.toContain("resourceEvents");
  });

  test("doesn't import the look-up when no union names its branches", () => {
    const files = generateValidators(
      "8x8",
      changed((copy) => {
        copy.webhooks = {};
        for (const name of ["Delivery", "RoomFreed", "DeskTaken", "UnknownDelivery", "Envelope", "Sitting", "Standing"])
          Reflect.deleteProperty(copy.components.schemas, name);
      }),
    );
    expect(files.map(({ content }) => content).join("")).not.toContain("lookUp");
  });

  test("generates a module for each schema that imports those it refers to", () => {
    const files = new Map(generateValidators("webex", document).map(({ path, content }) => [path, content]));
    const imports = (path: string) =>
      [...(files.get(`validators/${path}.ts`) ?? "").matchAll(/^import \{ check as (\w+) \} from "(.*)";$/gm)].map(
        ([, name, from]) => `${name} ${from}`,
      );
    expect(imports("booking-list")).toEqual(["checkBooking ./booking.js"]);
    expect(imports("desk-taken")).toEqual([
      "checkEnvelope ./envelope.js",
      "checkSitting ./sitting.js",
      "checkStanding ./standing.js",
    ]);
    expect(imports("delivery")).toEqual([
      "checkEnvelope ./envelope.js",
      "checkSitting ./sitting.js",
      "checkStanding ./standing.js",
    ]);
    expect(imports("envelope")).toEqual([]);
  });

  test("asserts on responses types and presence only", () => {
    const file = generateValidators("webex", document).find(({ path }) => path === "validators/booking.ts");
    expect(file?.content).toContain('keyword:"required"');
    expect(file?.content).not.toMatch(/keyword:"(enum|format|pattern|minLength|additionalProperties)"/);
  });

  test("needs neither eval nor a module at run time but the shared one", () => {
    for (const { path, content } of generateValidators("webex", document)) {
      expect(content, path).not.toMatch(/\brequire\(|\beval\(|new Function/);
      for (const [, from] of content.matchAll(/^import (?!type).* from "(.*)";$/gm))
        expect(from, path).toMatch(/^\.\/|^@comms-webhooks\/validation$/);
    }
  });

  test("rejects a schema that is part of a request and of a response", () => {
    const both = changed((copy) => {
      schemaOf(copy, "Booking").properties = { room: { $ref: "#/components/schemas/RoomId" } };
    });
    expect(() => generateValidators("webex", both)).toThrow(
      "The schema RoomId is part of a request and of a response: split it, since only requests are strict",
    );
  });

  test("rejects a schema that no operation uses", () => {
    const lonely = changed((copy) => {
      copy.components.schemas["Lonely"] = { type: "string" };
    });
    expect(() => generateValidators("webex", lonely)).toThrow("The schema Lonely is used by no operation");
  });

  test("rejects what would need a module at run time", () => {
    const unique = changed((copy) => {
      Object.assign(schemaOf(copy, "BookingList"), { uniqueItems: true });
    });
    expect(() => generateValidators("webex", unique)).toThrow("A validator needs a module at run time");
  });

  test.each([
    ["an unknown keyword", { tipe: "string" }, /unknown keyword: "tipe"/],
    ["an unknown type", { type: "strnig" }, /type must be JSONType or JSONType\[\]: strnig/],
    ["a format that can't be validated", { type: "string", format: "email" }, /unknown format "email"/],
    ["a pattern that isn't a regular expression", { type: "string", pattern: "(" }, /Invalid regular expression/],
    ["a reference to nothing", { $ref: "#/components/schemas/Nothing" }, /can't resolve reference Nothing/],
  ])("rejects %s", (_title, schema, message) => {
    const wrong = changed((copy) => {
      Object.assign(schemaOf(copy, "BookRequest").properties ?? {}, { callback: schema });
    });
    expect(() => generateValidators("webex", wrong)).toThrow(message);
  });
});
