import type { BaseClientOptions } from "comms-webhooks";
import { create8x8Webhooks, type WebhookConfiguration, type WebhookReference } from "comms-webhooks/8x8";
import type { Arbitrary } from "fast-check";
import { describeGeneratedRequests } from "../../src/generated-requests.ts";
import type { Mutation } from "../../src/mutations/index.ts";

const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
const client = (options: BaseClientOptions) => create8x8Webhooks({ ...options, accountId });
const request = (method: string) => [method, `/api/v1/accounts/${accountId}/webhooks`] as const;

/** One that no request names, since an id of theirs is shorter. */
const other = { subAccountId: "Another_Sub_Account", type: "CABM", url: "https://hooks.example.com/8x8" } as const;

const typesOf = ({ type }: WebhookReference) => (type === undefined ? (["CADR", "MSG"] as const) : [type]);
const stored = (options: BaseClientOptions) => client(options).list().toArray();

/** Values of headers are in Latin-1, which the schema can't say. */
function inLatin1(values: Arbitrary<WebhookConfiguration[]>): Arbitrary<unknown> {
  const isOther = /[^\t\x20-\x7e\xa0-\xff]/gu;
  return values.map((items) =>
    items.map(({ httpAuthorization, ...item }) => ({
      ...item,
      ...(httpAuthorization !== undefined && { httpAuthorization: httpAuthorization.replace(isOther, "") }),
    })),
  );
}

/** The client writes a URL with other letters than those of ASCII as a URI. */
const corrects = ({ site, title }: Mutation) => site.endsWith("url format") && /\P{ASCII}/u.test(title);

describeGeneratedRequests("8x8", [
  {
    schema: "CreateOrReplaceWebhooksRequest",
    values: inLatin1,
    send: (options, value) => client(options).createOrReplace(value),
    // An empty authorization beside OAuth is the same as none.
    sent: (items: WebhookConfiguration[]) =>
      items.map(({ httpAuthorization, ...item }) =>
        httpAuthorization === undefined || item.oauth ? item : { ...item, httpAuthorization },
      ),
    request: request("POST"),
    stored,
    expected(items: WebhookConfiguration[]) {
      const kept = new Map<string, object>();
      for (const { httpAuthorization, enabled = true, oauth, ...item } of items)
        for (const type of typesOf(item))
          kept.set(`${type} ${item.subAccountId}`, {
            ...{ ...item, type, enabled },
            ...(httpAuthorization && { httpAuthorization: "***" }),
            ...(oauth && { oauth: { ...oauth, clientSecret: "***" } }),
          });
      return [...kept.values()];
    },
    corrects,
  },
  {
    schema: "DeleteWebhooksRequest",
    async prepare(sandbox, references: WebhookReference[]) {
      const items = references.map((reference) => ({ ...reference, url: other.url }));
      await client({ auth: "k7", fetch: sandbox.fetch }).createOrReplace([...items, other]);
      return "";
    },
    send: (options, value) => client(options).delete(value),
    request: request("DELETE"),
    stored,
    expected: () => [{ ...other, enabled: true }],
  },
]);
