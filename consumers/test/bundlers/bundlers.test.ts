import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { consumers, run } from "../recipes.ts";
import { type Bundle, bundlers, readBundle, toJavaScript } from "./bundlers.ts";

/** What each program prints, where it is bundled for a page and run by Node. */
const programs = { verify: "verified: true\n", client: "webhooks: 0\n" };
type Program = keyof typeof programs;

/** What webpack leaves of a class that it drops: the name of the built-in class that it extends, as a statement. */
const superclasses = ["comms-webhooks/src/errors/comms-webhooks-error.ts", "comms-webhooks/src/receiver/delivery.ts"];

const bundles = new Map<string, { bundle: Bundle; printed: string }>();
const bundleOf = (bundler: string, program: Program) => {
  const found = bundles.get(`${bundler} ${program}`);
  if (!found) throw new Error(`There is no bundle of ${program} by ${bundler}`);
  return found;
};

/** Lists the files that have more code in a bundle than the name of a class. */
function sourcesOf(bundler: string, program: Program): string[] {
  const used = program === "client" ? superclasses.slice(1) : superclasses;
  const ignored = bundler === "webpack" ? used : [];
  return bundleOf(bundler, program).bundle.sources.filter((source) => !ignored.includes(source));
}

beforeAll(async () => {
  for (const program of Object.keys(programs)) {
    const entry = await toJavaScript(program);
    for (const [name, bundle] of Object.entries(bundlers)) {
      const file = join(consumers, ".recipes/bundlers", name, `${program}.mjs`);
      await bundle(entry, file);
      const { stdout, stderr } = await run(process.execPath, [file]);
      bundles.set(`${name} ${program}`, { bundle: await readBundle(file), printed: stdout + stderr });
    }
  }
});

describe.each(Object.keys(bundlers))("a program that %s bundles", (bundler) => {
  it.each(Object.entries(programs) as [Program, string][])("works (%s)", (program, expected) => {
    expect(bundleOf(bundler, program).printed).toBe(expected);
  });

  it("has three files' code where it only verifies a signature", () => {
    expect(sourcesOf(bundler, "verify")).toEqual([
      "comms-webhooks/src/encoding.ts",
      "comms-webhooks/src/webex/hmac.web.ts",
      "comms-webhooks/src/webex/signature.ts",
    ]);
  });

  it("has no code of receivers, of the other vendor or of deliveries where it only calls an API", () => {
    const sources = sourcesOf(bundler, "client");
    expect(sources).toEqual(sourcesOf("esbuild", "client"));
    expect(sources.filter((source) => /8x8|receiver|testing|\/src\/(node|aws-lambda|bullmq)\//.test(source))).toEqual(
      [],
    );
    const validators = sources.flatMap((source) => /\/validators\/(.*)\.ts/.exec(source)?.[1] ?? []);
    expect(validators).toEqual([
      "create-webhook-request",
      "list-webhooks-parameters",
      "update-webhook-request",
      "webhook",
    ]);
  });

  it.each(Object.keys(programs) as Program[])("is at most a quarter larger than by esbuild (%s)", (program) => {
    const [{ bundle }, { bundle: byEsbuild }] = [bundleOf(bundler, program), bundleOf("esbuild", program)];
    expect(bundle.size / byEsbuild.size).toBeLessThan(1.25);
  });
});
