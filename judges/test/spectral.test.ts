import { readFileSync } from "node:fs";
import core from "@stoplight/spectral-core";
import parsers from "@stoplight/spectral-parsers";
import rulesets from "@stoplight/spectral-rulesets";
import { describe, expect, it } from "vitest";
import { bundleOf } from "../lib/prism.ts";

/** The findings that stay, by rule and place, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  "info-contact info": "The project is unofficial: its documents can't name a contact of the vendor.",
  "license-url info.license": "The license has an identifier, which excludes a URL (OpenAPI 3.1).",
  "oas3-unused-component components.schemas.Delivery":
    "The union of all deliveries is for generators; each delivery names its own schema.",
  "openapi-tags-alphabetical tags": "Tags stand in the order in which a reader needs them.",
};

describe.each(["webex", "8x8"])("Spectral, with all rules for OpenAPI and the bundle of %s,", (api) => {
  it("finds nothing but what is explained", async () => {
    const spectral = new core.Spectral();
    spectral.setRuleset({ extends: [[rulesets.oas as unknown as core.RulesetDefinition, "all"]] });
    const findings = await spectral.run(new core.Document(readFileSync(bundleOf(api), "utf8"), parsers.Json));
    const found = findings.map(({ code, path }) => `${code} ${path.join(".")}`);
    expect(found.sort()).toEqual(Object.keys(exceptions).sort());
  });
});
