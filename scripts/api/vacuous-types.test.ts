import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../lib/repository.ts";
import { entryPoints, readPublicApi } from "./public-api.ts";
import { addInstances, type VacuousType, vacuousTypes } from "./vacuous-types.ts";

type Reasons = readonly (readonly [place: RegExp, reason: string])[];

/** The places where the packages' types are vague on purpose. */
const intended: Record<VacuousType["type"], Reasons> = {
  any: [
    [/^BullQueue\.queue<>$|^BullWorker\.worker<>$|^BullWorkerOptions\.onError\(job\)<>$/, "BullMQ's own defaults"],
    [/^Api\.app<>$/, "Hono's own default for the paths of an application"],
    [/^Io\.stdin<>$/, "what @types/node says that a stream yields"],
  ],
  never: [
    [/^components\.(parameters|requestBodies|headers|pathItems)$/, "openapi-typescript's word for none"],
    [/^\$defs\[\]$/, "openapi-typescript's word for none"],
    [/^WebhookConfiguration\.oauth\.httpAuthorization must be absent/, "the sentence of the error that it leads to"],
  ],
  unknown: [
    [/\(\)$/, "what a callback returns is ignored"],
    [/^is\w+Error\(value\)$|^isSandboxListenError\(error\)$/, "a guard takes whatever was thrown"],
    [/\(?\b(cause|error)\)?$/, "whatever was thrown"],
    [/\.responses\.\w+\.headers\[\]$/, "openapi-typescript's word for headers that aren't documented"],
    [/^(OtherReply|OpenData|UpdateWebhookRequest|UnknownDelivery)\[\]$/, "fields that aren't documented"],
    [/^OtherMessage\.content\[\]$|^EventOptions\.change\b.*\[\]$/, "fields that aren't documented"],
    [/^AlertData\.notificationAttributes\[\]$|^AttachmentAction\.inputs\[\]$/, "fields that aren't documented"],
    [/^MessageAttachment\.content$/, "any card or file"],
    [
      /\.original$|\(original\)$|^ApiDefinition\.summarize\(delivery\)$/,
      "a delivery as it was parsed, before its check",
    ],
    [/DeliveryKey\(_value\)$|^deliveryKey8x8\(value\)$/, "a delivery as it was parsed, before its check"],
    [/^(HttpError|FetchResponse|InboxEntry)\.body$|^HttpError\(body\)$/, "a body that was parsed, if it could be"],
    [/^NodeRequest\.(body|rawBody|originalUrl)$/, "whatever a framework has put there"],
    [/^webhookIssues\(webhooks?\)$|^(Check|Rule|resourceEvents\(\))\(value\)$/, "what is to be checked"],
    [/^OptionRule<>\(value\)$|^fieldMessage\(got\)$/, "what is to be checked"],
    [/(StandardSchema|ResourceSchema)\.~standard\.validate\(value\)$/, "what is to be checked"],
    [/^ResourceSchema(<>|\.~standard\.validate\(\)\.value)$/, "what the user's own schema returns"],
    [/^FetchedResource$/, "the resource has no type here, as its documentation says"],
    [
      /libraryOptions\[\]$|^(Rule|resourceEvents\(\))\(options\)\[\]$|^CheckError\.params\[\]$/,
      "Standard Schema's and Ajv's own",
    ],
    [/^(PlannedField|EventStart|AnyEvent|Difference)\./, "the value of a field, of any type"],
    [/^CommsWebhooksError\.toJSON\(\)\[\]$/, "the value of a field, of any type"],
    [/^Receiver(\.handle)?\((platform|context)\)$/, "what each platform hands over"],
    [/^Platform\.waitUntil\(promise\)<>$/, "what a promise resolves to is ignored"],
    [/^(equal\((one|other)\)|areUnique\(items\)<>)$/, "values of any type are compared"],
    [/^Io\.stdin<>$/, "what @types/node says that a stream yields"],
  ],
};

const entries = entryPoints();
const api = readPublicApi(entries, addInstances);
const found = vacuousTypes(
  entries.flatMap((entry) => [...api.exportsOf(entry).values()]),
  api,
);
const kinds = Object.keys(intended) as VacuousType["type"][];

/** Replaces a built file, and finds what is vague in an entry point. */
function vagueAfter(entry: string, file: string, edit: (text: string) => string): string[] {
  const path = (name: string) => join(root, "packages/comms-webhooks/dist", name);
  let edited = false;
  const changed = readPublicApi([{ file: path(entry) }], (name, text) => {
    if (name !== path(file)) return addInstances(name, text);
    const after = edit(text);
    edited = after !== text;
    return addInstances(name, after);
  });
  const places = vacuousTypes(changed.exportsOf({ file: path(entry) }).values(), changed);
  expect(edited).toBe(true);
  return places.filter(({ type }) => type !== "unknown").map(({ place, type }) => `${place}: ${type}`);
}

describe("the types of all exports", () => {
  test.each(kinds)("are %s only where that is meant", (type) => {
    const places = found.filter((vague) => vague.type === type).map(({ place }) => place);
    expect(places.filter((place) => !intended[type].some(([pattern]) => pattern.test(place)))).toEqual([]);
  });

  test.each(kinds)("have a reason for each %s, and no reason is left of one that is gone", (type) => {
    const unused = intended[type].filter(
      ([pattern]) => !found.some((vague) => vague.type === type && pattern.test(vague.place)),
    );
    expect(unused).toEqual([]);
  });

  test("are those of every entry point of every published package", () => {
    expect(entries.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        ...["", "/webex", "/8x8", "/node", "/aws-lambda", "/bullmq", "/testing"].map((path) => `comms-webhooks${path}`),
        ...["sandbox", "sandbox/cli", "cli", "validation"].map((name) => `@comms-webhooks/${name}`),
        ...["webex", "8x8"].flatMap((name) => [
          `@comms-webhooks/${name}-types`,
          ...["", "/validators", "/data", "/examples"].map((path) => `@comms-webhooks/${name}-client${path}`),
        ]),
      ]),
    );
  });
});

describe("a type is found that", () => {
  test("makes the handler of unknown deliveries unusable", () => {
    const edit = (text: string) => text.replace("onUnknown?: Handler<Unknown>", "onUnknown?: Handler<never>");
    const vague = vagueAfter("webex/index.d.ts", "receiver/options.d.ts", edit);
    expect(vague).toContain("DispatcherOptions.onUnknown(delivery): never");
  });

  test("is never, any or contains them, at any depth", () => {
    const declarations = [
      ["type Nothing = never", "Nothing: never"],
      ["type Anything = any", "Anything: any"],
      ["type Contradiction = string & number", "Contradiction: never"],
      ["type Generic<T> = any & T", "Generic: any"],
      ["type Without<T, K extends keyof T = keyof T> = { readonly rest: Exclude<K, keyof T> }", "Without.rest: never"],
      ["declare const value: any", "value: any"],
      ["declare function fail(): never", "fail(): never"],
      ["declare function parse(text: any, known: string): string", "parse(text): any"],
      ["interface Loose { field: any; absent?: never; known: string }", "Loose.field: any"],
      ["interface Deep { one: { readonly list: readonly Promise<any>[] } }", "Deep.one.list<><>: any"],
      ["declare class Machine { run(call: (value: never) => void): void }", "Machine.run(call)(value): never"],
      ["type Right<T> = { readonly [Name in keyof T]?: T[Name] }", undefined],
    ] as const;
    const file = "encoding.d.ts";
    const added = declarations.map(([declaration]) => `export ${declaration};`).join("\n");
    const expected = declarations.flatMap(([, place]) => place ?? []);
    expect(vagueAfter(file, file, (text) => `${text}\n${added}`).sort()).toEqual(expected.sort());
  });
});
