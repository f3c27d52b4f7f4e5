import { describe, expect, test } from "vitest";
import { compileAt } from "../src/ajv.ts";
import type { Api } from "../src/document.ts";
import { requestExamples } from "../src/examples.ts";
import { issuesOf } from "../src/validators.ts";

/** Requests that are right, although they stand next to a mistake. */
const neighbours: [Api, string, string, (value: Draft) => void][] = [
  ["webex", "createWebhook.request.host", "a filter without a host", (v) => set(v, "filter", "state=inProgress")],
  ["webex", "createWebhook.request.minimal", "the host's person id", (v) => set(v, "filter", "hostPersonId=ada")],
  ["webex", "createWebhook.request.minimal", "a longer name", (v) => set(v, "filter", "myhostEmail=ada")],
  ["webex", "createWebhook.request.minimal", "a host's name as a value", (v) => set(v, "filter", "id=hostEmail=ada")],
  ["webex", "createWebhook.request.minimal", "an empty filter", (v) => set(v, "filter", "")],
  ["webex", "createWebhook.request.minimal", "an empty secret", (v) => set(v, "secret", "")],
  ["webex", "createWebhook.request.minimal", "ownedBy without a filter", (v) => set(v, "ownedBy", "org")],
  [
    "webex",
    "createWebhook.request.minimal",
    "plain HTTP",
    (v) => set(v, "targetUrl", "http://example.com:8080/?a=b#c"),
  ],
  [
    "webex",
    "createWebhook.request.minimal",
    "an IPv6 host",
    (v) => set(v, "targetUrl", "https://[2001:db8::1]:8443/h"),
  ],
  ["webex", "updateWebhook.request", "fields that Webex ignores", (v) => set(v, "filter", "hostEmail=ada")],
  ["webex", "updateWebhook.request", "fields that nobody knows", (v) => set(v, "whatever", { a: [null] })],
  ["webex", "updateWebhook.request", "any owner", (v) => set(v, "ownedBy", "somebody")],
  ["webex", "updateWebhook.request", "no status", (v) => Reflect.deleteProperty(v, "status")],
  [
    "8x8",
    "createOrReplaceWebhooks.request.oauth",
    "oauth alone",
    (v) => Reflect.deleteProperty(v, "httpAuthorization"),
  ],
  ["8x8", "createOrReplaceWebhooks.request.oauth", "no type", (v) => Reflect.deleteProperty(v, "type")],
  ["8x8", "createOrReplaceWebhooks.request.basic", "an empty authorization", (v) => set(v, "httpAuthorization", "")],
  ["8x8", "createOrReplaceWebhooks.request.basic", "any sub-account", (v) => set(v, "subAccountId", "&.-_ ?")],
  ["8x8", "createOrReplaceWebhooks.request.basic", "no type", (v) => Reflect.deleteProperty(v, "type")],
  ["8x8", "createOrReplaceWebhooks.request.basic", "enabled", (v) => set(v, "enabled", true)],
  ["8x8", "deleteWebhooks.request", "a type", (v) => set(v, "type", "MSG")],
];

type Draft = Record<string, unknown>;

function set(draft: Draft, name: string, value: unknown): void {
  draft[name] = value;
}

function find(api: Api, name: string) {
  const example = requestExamples(api).find((candidate) => candidate.name === name);
  if (!example) throw new Error(`${api} has no request example ${name}`);
  return example;
}

describe("a request next to a mistake", () => {
  test.each(neighbours)("passes: %s %s with %s", (api, name, _title, change) => {
    const { pointer, schema, value } = find(api, name);
    const changed = structuredClone(value) as Draft | Draft[];
    change((Array.isArray(changed) ? changed[0] : changed) as Draft);
    expect(changed).not.toEqual(value);
    expect(compileAt(api, pointer, "asserted")(changed)).toBe(true);
    expect(issuesOf(api, schema, changed)).toEqual([]);
  });

  test.each(["createOrReplaceWebhooks.request.basic", "deleteWebhooks.request"])("passes: 8x8 %s empty", (name) => {
    const { pointer, schema } = find("8x8", name);
    expect(compileAt("8x8", pointer, "asserted")([])).toBe(true);
    expect(issuesOf("8x8", schema, [])).toEqual([]);
  });
});

describe("several mistakes", () => {
  test("are reported together, one issue for each", () => {
    const issues = issuesOf("8x8", "CreateOrReplaceWebhooksRequest", [
      { subAccountId: "*", url: "nowhere", enabled: "yes" },
      { url: "https://example.com", oauth: { url: "http://example.com" } },
    ]);
    expect(issues.map(({ path }) => path.join(".")).sort()).toEqual(
      ["0.enabled", "0.url", "1.oauth.clientId", "1.oauth.clientSecret", "1.oauth.credentialsLocation"].concat(
        "1.oauth.url",
        "1.subAccountId",
      ),
    );
  });
});
