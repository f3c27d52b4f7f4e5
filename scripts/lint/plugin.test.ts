import { beforeAll, describe, expect, it } from "vitest";
import { type Files, lintVariants } from "./lint-variants.ts";
import { edited, smallDocument } from "./small-document.ts";

const { "examples/Other.yaml": _, ...withoutExample } = edited("responses/Other.yaml", / {4}examples:[\s\S]*/, "");

const refused: Record<string, { what: string; files: Files; problems: string[] }[]> = {
  "known-extensions": [
    {
      what: "a misspelled extension",
      files: edited("schemas/Thing.yaml", "x-known-values: [on", "x-known-value: [on"),
      problems: [
        "schemas/Thing.yaml: `x-known-value` is not a known extension. Schema objects may have x-known-values, x-violation, x-webhook-resources.",
      ],
    },
    {
      what: "an extension in a wrong place",
      files: edited("paths/things.yaml", "'200':\n      desc", "'200':\n      x-idempotent: true\n      desc"),
      problems: ["paths/things.yaml: `x-idempotent` belongs to Operation objects, not to Response objects."],
    },
    {
      what: "a wrong flag",
      files: edited("paths/things.yaml", "x-idempotent: true", "x-idempotent: yes please"),
      problems: ["paths/things.yaml: `x-idempotent` must be true or false."],
    },
    {
      what: "no known values",
      files: edited("schemas/Thing.yaml", "[on, off]", "[]"),
      problems: [
        "schemas/Thing.yaml: `x-known-values` must be a list of different strings, at least one, beside `type: string`.",
      ],
    },
    {
      what: "repeated known values",
      files: edited("schemas/Thing.yaml", "[on, off]", "[on, on]"),
      problems: [
        "schemas/Thing.yaml: `x-known-values` must be a list of different strings, at least one, beside `type: string`.",
      ],
    },
    {
      what: "known values of a number",
      files: edited(
        "schemas/Thing.yaml",
        "type: string, x-known-values: [on, off]",
        "type: integer, x-known-values: [on, off]",
      ),
      problems: [
        "schemas/Thing.yaml: `x-known-values` must be a list of different strings, at least one, beside `type: string`.",
      ],
    },
    {
      what: "an error code that is no number",
      files: edited("error-codes.yaml", "1000", "E1000"),
      problems: [
        "openapi.yaml: `x-error-codes` must be a map of numeric codes to their meanings, such as '1000': Invalid parameter.",
      ],
    },
    {
      what: "a server name with a hyphen",
      files: edited("openapi.yaml", "anotherOne", "another-one"),
      problems: ["openapi.yaml: `x-name` must be an identifier in camelCase, such as northAmerica."],
    },
    {
      what: "a violation at a property that is not there",
      files: edited("schemas/Thing.yaml", "path: state", "path: stat"),
      problems: [
        "schemas/Thing.yaml: `x-violation` must be a map of exactly `path` (a property of this schema) and `message` (what it must be, in words).",
      ],
    },
    {
      what: "a resource without events",
      files: edited("resources.yaml", "  events: [created]\n", ""),
      problems: [
        "schemas/Thing.yaml: `x-webhook-resources` must be a map of resources, each with `description`, `events` (at least one), `filters`, `scopes` (`user`, `admin`, `compliance`) and `orgOwned` (true or false). Look at people.",
      ],
    },
    {
      what: "a scope of an unknown kind",
      files: edited("resources.yaml", "user: [read]", "guest: [read]"),
      problems: [expect.stringMatching(/^schemas\/Thing.yaml: `x-webhook-resources` must be .* Look at rooms\.$/)],
    },
  ],
  "resource-table": [
    {
      what: "a resource that the table lacks",
      files: edited("schemas/Resource.yaml", "[rooms, people]", "[rooms, people, messages]"),
      problems: [
        "schemas/Resource.yaml: The resources of `x-webhook-resources` and the enum of `resource` differ: the table lacks messages.",
      ],
    },
    {
      what: "an event that the enum lacks",
      files: edited("resources.yaml", "[created, deleted]", "[created, deleted, moved]"),
      problems: [
        "schemas/Thing.yaml: The events of `x-webhook-resources` and the enum of `event` differ: the enum of `event` lacks moved.",
      ],
    },
  ],
  violations: [
    {
      what: "a not without its explanation",
      files: edited("schemas/Thing.yaml", /x-violation[\s\S]*/, ""),
      problems: [
        "schemas/Thing.yaml: A rule written as `not` needs `x-violation` beside it: `path` and `message`, which a refused value is explained with.",
      ],
    },
    {
      what: "an explanation of nothing",
      files: edited("schemas/Thing.yaml", /not:\n.*\n/, ""),
      problems: ["schemas/Thing.yaml: `x-violation` explains a `not` beside it, and there is none."],
    },
  ],
  "server-names": [
    {
      what: "a server without a name",
      files: edited("openapi.yaml", ", x-name: one", ""),
      problems: ["openapi.yaml: A server needs `x-name`, the key that clients choose it by, such as northAmerica."],
    },
    {
      what: "two servers of one name",
      files: edited("openapi.yaml", "anotherOne", "one"),
      problems: ["openapi.yaml: Two servers have the `x-name` one. Give each its own."],
    },
  ],
  "error-responses": [
    {
      what: "an operation without 401",
      files: edited("paths/things.yaml", / {4}'401'.*\n/, ""),
      problems: [
        "paths/things.yaml: createThing declares no response for 401, 4XX. Add it, such as `'401': $ref: ../responses/Unauthorized.yaml`.",
      ],
    },
    {
      what: "an operation without a server error",
      files: edited("paths/things.yaml", / {4}'500'.*\n/, ""),
      problems: [
        "paths/things.yaml: createThing declares no response for 5XX. Add it, such as `'401': $ref: ../responses/Unauthorized.yaml`.",
      ],
    },
  ],
  "media-type-examples": [
    {
      what: "a request body without an example",
      files: {
        ...edited("paths/things.yaml", / {8}examples:\n.*createThing.request.*\n/, ""),
        "examples/createThing.request.yaml": "",
      },
      problems: [
        "paths/things.yaml: The application/json body of createThing.request has no example: add examples/createThing.request.yaml and refer to it from `examples` by $ref.",
        "openapi.yaml: Nothing refers to examples/createThing.request.yaml. Refer to it from the `examples` of a request or response by $ref, or delete it.",
      ],
    },
    {
      what: "a shared response without an example",
      files: withoutExample,
      problems: [
        "responses/Other.yaml: The application/problem+json body of Other has no example: add examples/Other.yaml and refer to it from `examples` by $ref.",
      ],
    },
    {
      what: "an example within the document",
      files: edited("paths/things.yaml", "$ref: ../examples/createThing.response.yaml", "value: {}"),
      problems: expect.arrayContaining([
        "paths/things.yaml: The example plain is not in a file under examples/: add examples/createThing.response.yaml and refer to it from `examples` by $ref.",
      ]),
    },
    {
      what: "the keyword example",
      files: edited("deliveries/thing.created.yaml", /examples:\n.*/, "example: {}"),
      problems: expect.arrayContaining([
        "deliveries/thing.created.yaml: An example stands in a file of its own: add examples/thing.created.yaml and refer to it from `examples` by $ref.",
      ]),
    },
    {
      what: "an example file that is a bare body",
      files: { ...smallDocument, "examples/Other.yaml": "resource: rooms\n" },
      problems: ["examples/Other.yaml: Other.yaml has no `value`: put the body under it."],
    },
  ],
  "no-stray-files": [
    {
      what: "an example that nothing refers to",
      files: { ...smallDocument, "examples/forgotten.yaml": "value: {}\n" },
      problems: [
        "openapi.yaml: Nothing refers to examples/forgotten.yaml. Refer to it from the `examples` of a request or response by $ref, or delete it.",
      ],
    },
    {
      what: "only the broken reference that made a file stray",
      files: edited("paths/things.yaml", "responses/Other.yaml", "responses/Others.yaml"),
      problems: [expect.stringContaining("Can't resolve $ref")],
    },
    {
      what: "a response that nothing refers to",
      files: { ...smallDocument, "responses/Forgotten.yaml": "description: Gone.\n" },
      problems: [
        "openapi.yaml: Nothing refers to responses/Forgotten.yaml. Refer to it from the document by $ref, or delete it.",
      ],
    },
  ],
  "named-schemas": [
    {
      what: "a schema that the root document does not name",
      files: edited("openapi.yaml", / {4}Resource:.*\n/, ""),
      problems: [
        "openapi.yaml: schemas/Resource.yaml is not named in openapi.yaml. Add under components.schemas: `Resource: $ref: schemas/Resource.yaml`.",
      ],
    },
  ],
};

describe("the lint plugin", () => {
  let problems: Record<string, string[]>;

  beforeAll(async () => {
    const cases = Object.entries(refused).flatMap(([rule, list]) =>
      list.map(({ files }, index) => [`${rule}-${index}`, files] as const),
    );
    problems = await lintVariants({ sound: smallDocument, ...Object.fromEntries(cases) });
  }, 30_000);

  it("finds nothing in a document that keeps the rules", () => {
    expect(problems["sound"]).toEqual([]);
  });

  describe.each(Object.entries(refused))("%s", (rule, list) => {
    it.each(list.map((entry, index) => ({ ...entry, index })))("refuses $what", ({ index, problems: expected }) => {
      expect(problems[`${rule}-${index}`]).toEqual(expected);
    });
  });
});
