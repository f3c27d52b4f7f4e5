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
    expect(file?.content).toContain("requiredError(");
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
      "#/components/schemas/RoomId: schema RoomId: is part of a request and of a response: split it, since only requests are strict",
    );
  });

  test("with shared schemas has both forms of one that is part of a request and of a response", () => {
    const both = changed((copy) => {
      schemaOf(copy, "Booking").properties = { room: { $ref: "#/components/schemas/RoomId" } };
      copy.components.schemas["Lonely"] = { type: "string", minLength: 2 };
    });
    const files = new Map(
      generateValidators("webex", both, { shared: true }).map(({ path, content }) => [path, content]),
    );
    expect(files.get("validators/room-id.ts")).toContain('keyword:"pattern"');
    expect(files.get("validators/room-id.response.ts")).not.toMatch(/keyword:"pattern"|standardSchema/);
    expect(files.get("validators/booking.ts")).toContain(
      'check as checkRoomId$response } from "./room-id.response.js"',
    );
    expect(files.get("validators/index.ts")).not.toContain("response");
    expect(files.get("validators/lonely.ts")).toContain('keyword:"minLength"');
  });

  test("rejects a schema that no operation uses", () => {
    const lonely = changed((copy) => {
      copy.components.schemas["Lonely"] = { type: "string" };
    });
    expect(() => generateValidators("webex", lonely)).toThrow("schema Lonely: is used by no operation");
  });

  test("imports what equal items, large lists and lengths need from the shared package", () => {
    const large = Array.from({ length: 500 }, (_, index) => `value${index}`);
    const file = (schema: unknown) =>
      generateValidators(
        "webex",
        changed((copy) => Object.assign(schemaOf(copy, "BookRequest").properties ?? {}, { callback: schema })),
      ).find(({ path }) => path === "validators/book-request.ts")?.content;
    expect(file({ type: "array", uniqueItems: true })).toContain("import { areUnique, ");
    expect(file({ enum: large })).toContain("import { equal, ");
    expect(file({ const: { a: [1] } })).toContain("import { equal, ");
    expect(file({ type: "string", maxLength: 7 })).toContain("import { codePoints, ");
    expect(file({ type: "string", format: "date-time" })).toContain("import { isDateTime, ");
  });

  const place = "#/components/schemas/BookRequest/properties/callback: schema BookRequest, property callback, keyword ";
  test.each([
    [
      "an unknown keyword",
      { tipe: "string" },
      "tipe: isn't a keyword of JSON Schema 2020-12 or OpenAPI 3.1; did you mean type?",
    ],
    [
      "an unknown keyword beside a reference",
      { $ref: "#/components/schemas/Kind", minLenght: 3 },
      "minLenght: isn't a keyword of JSON Schema 2020-12 or OpenAPI 3.1; did you mean minLength?",
    ],
    [
      "a keyword of OpenAPI 3.0",
      { type: "string", nullable: true },
      'nullable: isn\'t a keyword of OpenAPI 3.1; write type: [..., "null"]',
    ],
    ["an unknown type", { type: "strnig" }, "type: must be equal to one of the allowed values"],
    ["a length that isn't a number", { minLength: "3" }, "minLength: must be integer"],
    [
      "a pattern that isn't a regular expression",
      { type: "string", pattern: "(" },
      "pattern: isn't a regular expression of Unicode text",
    ],
    [
      "a reference to nothing",
      { $ref: "#/components/schemas/Nothing" },
      "$ref: #/components/schemas/Nothing leads to nothing",
    ],
    [
      "a reference to another document",
      { $ref: "https://example.com/a" },
      "$ref: https://example.com/a isn't a JSON pointer to a schema of this document",
    ],
    [
      "a dynamic reference",
      { $dynamicRef: "#a" },
      "$dynamicRef: a dynamic reference can't be resolved before run time; use $ref",
    ],
    [
      "a dialect of which nothing is known",
      { $schema: "https://example.com/dialect" },
      "$schema: the dialect https://example.com/dialect isn't supported",
    ],
    [
      "a property whose name no object can have",
      JSON.parse('{"properties": {"__proto__": {}}}'),
      'properties: the name "__proto__" isn\'t supported',
    ],
    [
      "a reference back to itself",
      { $ref: "#/components/schemas/BookRequest/properties/callback" },
      "$ref: #/components/schemas/BookRequest/properties/callback leads back to itself",
    ],
  ])("rejects %s, and names the place", (_title, schema, reason) => {
    const wrong = changed((copy) => {
      Object.assign(schemaOf(copy, "BookRequest").properties ?? {}, { callback: schema });
    });
    expect(() => generateValidators("webex", wrong)).toThrow(`${place}${reason}`);
  });

  test("rejects all that is wrong at once, each in one line", () => {
    const wrong = changed((copy) => {
      schemaOf(copy, "Booking")["tipe\n"] = 1;
      schemaOf(copy, "RoomId")["oneof"] = [];
    });
    expect(() => generateValidators("webex", wrong)).toThrow(
      [
        "#/components/schemas/RoomId: schema RoomId, keyword oneof: isn't a keyword of JSON Schema 2020-12 or OpenAPI 3.1; did you mean oneOf?",
        "#/components/schemas/Booking: schema Booking, keyword tipe\\n: isn't a keyword of JSON Schema 2020-12 or OpenAPI 3.1",
      ].join("\n"),
    );
  });
});
