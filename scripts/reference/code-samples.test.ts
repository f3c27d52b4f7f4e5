import { describe, expect, it } from "vitest";
import { type Document, listDeliveries, listOperations } from "../generators/openapi.ts";
import { apis, documentPath } from "../lib/apis.ts";
import { bundleSpec } from "../lib/spec.ts";
import { codeSamples, withCodeSamples } from "./code-samples.ts";
import { asHereDocument, asTypeScript, quoted } from "./samples/literals.ts";

const documents = Object.fromEntries(
  await Promise.all(apis.map(async (api) => [api, await bundleSpec(documentPath(api))] as const)),
);

describe.each(apis)("the samples of %s", (api) => {
  const document = documents[api] as Document;
  const samples = codeSamples(api, document);

  it("are three for each operation and each delivery, each at its place", () => {
    const operations = listOperations(document).map(({ pointer }) => decodeURIComponent(pointer.slice(1)));
    const deliveries = listDeliveries(document).map(({ name }) => `/webhooks/${name}/post`);
    const labels = (pointer: string) => samples.filter((one) => one.pointer === pointer).map(({ label }) => label);
    for (const pointer of operations)
      expect(labels(pointer), pointer).toEqual(["curl", "comms-webhooks", "Plain client"]);
    for (const pointer of deliveries) expect(labels(pointer), pointer).toEqual(["comms-webhooks", "curl", "CLI"]);
    expect(samples.length).toBe(3 * (operations.length + deliveries.length));
  });

  it("read secrets and ids from the environment, and have no value of the document that isn't there", () => {
    for (const { source, pointer } of samples) {
      expect(source, pointer).not.toMatch(/undefined|\0|\\u0000/);
      expect(source, pointer).not.toMatch(/"?(secret|httpAuthorization)"?: "(?!\$)/);
    }
  });

  it("are what the rendered document has", () => {
    const shown = JSON.stringify(withCodeSamples(api, document));
    for (const { source } of samples) expect(shown).toContain(JSON.stringify(source));
    expect(JSON.stringify(document)).not.toContain("x-codeSamples");
  });
});

describe("a first example", () => {
  it("is one to copy: over HTTPS, with a secret or an authorization, and enabled", () => {
    const creations = apis.flatMap((api) =>
      codeSamples(api, documents[api] as Document).filter(
        ({ label, source }) => label === "comms-webhooks" && /\.create(OrReplace)?\(/.test(source),
      ),
    );
    expect(creations.length).toBe(apis.length);
    for (const { source } of creations) {
      expect(source).toMatch(/(url|targetUrl): "https:/);
      expect(source).toMatch(/(secret|httpAuthorization): process\.env\.WEBHOOK_/);
      expect(source).not.toContain("enabled: false");
    }
  });
});

describe("samples of an API that has no client of its own", () => {
  it("don't exist", () => {
    expect(codeSamples("other", documents[apis[0] ?? ""] as Document)).toEqual([]);
  });
});

describe("a value", () => {
  const value = { name: "a $b `c`", "odd-key": [1, { deep: null }], secret: "s3cret", none: [] };

  it("is written as TypeScript, with variables of the environment", () => {
    expect(asTypeScript(value, { secret: "SECRET" })).toBe(
      '{\n  name: "a $b `c`",\n  "odd-key": [\n    1,\n    { deep: null },\n  ],\n  secret: process.env.SECRET!,\n  none: [],\n}',
    );
  });

  it("is written for a shell's here document, which fills in variables and nothing else", () => {
    const text = asHereDocument({ name: 'a $b `c` \\ "d"', secret: "s3cret" }, { secret: "SECRET" });
    expect(text).toBe('{\n  "name": "a \\$b \\`c\\` \\\\\\\\ \\\\"d\\\\"",\n  "secret": "$SECRET"\n}');
  });

  it("is quoted for a shell", () => {
    expect(quoted("it's")).toBe("'it'\\''s'");
  });
});
