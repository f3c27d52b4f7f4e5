import { expect } from "vitest";
import type { Files } from "./lint-variants.ts";
import { edited } from "./small-document.ts";

/** A change that a rule refuses: what it is, the files that make it, and what lint says of it. */
export interface Refused {
  what: string;
  files: Files;
  problems: string[];
}

const receiptCodes =
  "openapi.yaml: `x-receipt-error-codes` must be a map of channels, each with a map of numeric codes to `name` and, where there is one, a number `metaCode`.";
/** What lint says of source addresses in another form. */
export const sourceAddresses =
  "openapi.yaml: `x-source-addresses` must be a map of exactly `date` (such as '2025-10-13') and `regions` (the IPv4 addresses of each server's `x-name`).";

/** Changes around extensions and deliveries that the rules refuse. */
export const refusedExtensions: Record<string, Refused[]> = {
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
        "schemas/Thing.yaml: `x-known-values` must be a list of different strings beside `type: string`, at least one unless `not` leaves the known ones to others.",
      ],
    },
    {
      what: "repeated known values",
      files: edited("schemas/Thing.yaml", "[on, off]", "[on, on]"),
      problems: [
        "schemas/Thing.yaml: `x-known-values` must be a list of different strings beside `type: string`, at least one unless `not` leaves the known ones to others.",
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
        "schemas/Thing.yaml: `x-known-values` must be a list of different strings beside `type: string`, at least one unless `not` leaves the known ones to others.",
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
      what: "a receipt error code without a name",
      files: edited("openapi.yaml", "name: Lost", "meaning: Lost"),
      problems: [receiptCodes],
    },
    {
      what: "a receipt error code that is no number",
      files: edited("openapi.yaml", "{ '7':", "{ E7:"),
      problems: [receiptCodes],
    },
    {
      what: "a code of Meta's that is no number",
      files: edited("openapi.yaml", "metaCode: 0", "metaCode: none"),
      problems: [receiptCodes],
    },
    {
      what: "addresses without a date",
      files: edited("openapi.yaml", "  date: '2026-01-31'\n", ""),
      problems: [sourceAddresses],
    },
    {
      what: "an address that is none",
      files: edited("openapi.yaml", "192.0.2.3", "192.0.2.300"),
      problems: [sourceAddresses],
    },
    {
      what: "addresses of a region that has no server",
      files: edited("openapi.yaml", "anotherOne: [", "thirdOne: ["),
      problems: [sourceAddresses],
    },
    {
      what: "a type of webhook that is no text",
      files: edited("deliveries/rooms.created.yaml", "x-webhook-type: NEWS", "x-webhook-type: [NEWS]"),
      problems: expect.arrayContaining([
        "deliveries/rooms.created.yaml: `x-webhook-type` must be the type of webhook that brings the delivery, such as CADR.",
      ]),
    },
    {
      what: "a server name with a hyphen",
      files: edited("openapi.yaml", "anotherOne", "another-one"),
      problems: [sourceAddresses, "openapi.yaml: `x-name` must be an identifier in camelCase, such as northAmerica."],
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
        "openapi.yaml: `webhooks` has people.created, which `x-webhook-resources` lacks.",
        "schemas/Thing.yaml: `x-webhook-resources` must be a map of resources, each with `description`, `events` (at least one), `filters`, `path` (such as /rooms/{id}, where there is one), `scopes` (`user`, `admin`, `compliance`) and `orgOwned` (true or false). Look at people.",
      ],
    },
    {
      what: "a path that names no field",
      files: edited("resources.yaml", "path: /rooms/{id}", "path: /rooms"),
      problems: [expect.stringMatching(/^schemas\/Thing.yaml: `x-webhook-resources` must be .* Look at rooms\.$/)],
    },
    {
      what: "a scope of an unknown kind",
      files: edited("resources.yaml", "user: [read]", "guest: [read]"),
      problems: [expect.stringMatching(/^schemas\/Thing.yaml: `x-webhook-resources` must be .* Look at rooms\.$/)],
    },
  ],
  deliveries: [
    {
      what: "a pair that can be registered and is not delivered",
      files: edited(
        "resources.yaml",
        "people:\n  description: People.\n  events: [created]",
        "people:\n  description: People.\n  events: [created, deleted]",
      ),
      problems: ["openapi.yaml: `x-webhook-resources` has people.deleted, which `webhooks` lacks."],
    },
    {
      what: "a delivery that can't be registered",
      files: edited("resources.yaml", "events: [created, deleted, all]", "events: [deleted, all]"),
      problems: ["openapi.yaml: `webhooks` has rooms.created, which `x-webhook-resources` lacks."],
    },
    {
      what: "a delivery without a branch",
      files: edited("schemas/Delivery.yaml", "  - $ref: RoomsCreated.yaml\n", ""),
      problems: [
        "openapi.yaml: The schema Delivery needs a branch for rooms.created, and it has to be the schema of the delivery's body.",
        expect.stringContaining("no other branch is for rooms.created."),
      ],
    },
    {
      what: "a delivery with the body of another",
      files: edited("deliveries/people.created.yaml", "PeopleCreated.yaml", "RoomsCreated.yaml"),
      problems: [
        "openapi.yaml: The schema Delivery needs a branch for people.created, and it has to be the schema of the delivery's body.",
      ],
    },
    {
      what: "a branch without a delivery",
      files: edited("openapi.yaml", "  people.created: { $ref: deliveries/people.created.yaml }\n", ""),
      problems: expect.arrayContaining([
        "openapi.yaml: The schema Delivery has people.created, which `webhooks` lacks.",
      ]),
    },
    {
      what: "a delivery that no type of webhook brings",
      files: edited("deliveries/people.created.yaml", "  x-webhook-type: NEWS\n", ""),
      problems: [
        "openapi.yaml: people.created needs `x-webhook-type`, the type of webhook that brings it: NEWS, CHAT.",
      ],
    },
    {
      what: "a delivery of a type that nobody can register",
      files: edited("deliveries/people.created.yaml", "NEWS", "NEW"),
      problems: [
        "openapi.yaml: people.created needs `x-webhook-type`, the type of webhook that brings it: NEWS, CHAT.",
      ],
    },
  ],
};
