import type { Sandbox } from "@comms-webhooks/sandbox";
import { webhookFilters, webhookResources } from "@comms-webhooks/webex-client/data";
import { type CreateWebhookRequest, createWebexWebhooks, type UpdateWebhookRequest } from "comms-webhooks/webex";
import * as fc from "fast-check";
import { describeGeneratedRequests } from "../../src/generated-requests.ts";
import type { Mutation } from "../../src/mutations/index.ts";

const hook = {
  name: "Spaces",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  secret: "k7",
} as const;

const pairs = Object.entries(webhookResources).flatMap(([resource, { events }]) =>
  events.map((event) => ({ resource: resource as keyof typeof webhookResources, event })),
);
const filtersOf: Readonly<Record<string, readonly string[]>> = webhookFilters;
const onlyOrg = /(^|&)(hostEmail|hostUserId|ownerEmail|ownerId)=/;

/** Creates filters with names that a resource has. Of some resources none is documented. */
function filtersFor(resource: string): fc.Arbitrary<string> {
  const names = filtersOf[resource] ?? [];
  if (names.length === 0) return fc.constant("");
  const part = fc.tuple(
    fc.constantFrom(...names),
    fc.string({ maxLength: 6 }).map((text) => text.replaceAll("&", "")),
  );
  return fc
    .array(
      part.map((both) => both.join("=")),
      { maxLength: 2 },
    )
    .map((parts) => parts.join("&"));
}

/** The documented pairs of resource and event, with filters that the resource has, and the owner that the filter needs. */
function documented(values: fc.Arbitrary<CreateWebhookRequest>): fc.Arbitrary<unknown> {
  const named = fc
    .constantFrom(...pairs)
    .chain((pair) => fc.tuple(fc.constant(pair), fc.option(filtersFor(pair.resource), { nil: undefined })));
  return fc.tuple(values, named).map(([{ filter: _any, ...value }, [pair, filter]]) => ({
    ...value,
    ...pair,
    ...(filter !== undefined && { filter }),
    ...(filter !== undefined && onlyOrg.test(filter) && { ownedBy: "org" }),
  }));
}

/** The client writes a URL with other letters than those of ASCII as a URI. */
const corrects = ({ site, title }: Mutation) => site === ".targetUrl format" && /\P{ASCII}/u.test(title);

const create = (sandbox: Sandbox) =>
  createWebexWebhooks({ auth: "k7", fetch: sandbox.fetch })
    .create(hook)
    .then(({ id }) => id);

describeGeneratedRequests("webex", [
  {
    schema: "CreateWebhookRequest",
    values: documented,
    send: (options, value) => createWebexWebhooks(options).create(value),
    request: ["POST", "/webhooks"],
    async stored(options) {
      const client = createWebexWebhooks(options);
      const all = [...(await client.list().toArray()), ...(await client.list({ ownedBy: "org" }).toArray())];
      return all.map(({ name, targetUrl, resource, event, filter, secret, ownedBy, status }) => {
        return { name, targetUrl, resource, event, filter, secret, ownedBy, status };
      });
    },
    expected: ({ name, targetUrl, resource, event, filter, secret, ownedBy }: CreateWebhookRequest) => [
      {
        ...{ name, targetUrl, resource, event },
        // An empty one is the same as none.
        ...{
          filter: filter || undefined,
          secret: secret || undefined,
          ownedBy: ownedBy ?? "creator",
          status: "active",
        },
      },
    ],
    corrects,
  },
  {
    schema: "UpdateWebhookRequest",
    prepare: create,
    send: (options, value, id) => createWebexWebhooks(options).update(id, value),
    request: ["PUT", "/webhooks/ID"],
    async stored(options, id) {
      const { name, targetUrl, resource, event, secret, ownedBy, status } = await createWebexWebhooks(options).get(id);
      return { name, targetUrl, resource, event, secret, ownedBy, status };
    },
    expected: ({ name, targetUrl, secret = hook.secret }: UpdateWebhookRequest) => {
      const { resource, event } = hook;
      return { name, targetUrl, resource, event, secret: secret || undefined, ownedBy: "creator", status: "active" };
    },
    corrects,
  },
]);
