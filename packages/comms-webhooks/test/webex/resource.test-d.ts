// Compiled, never run: each `@ts-expect-error` fails the type check when its line becomes legal.
import {
  type DeliveryMap,
  type FetchedResource,
  fetchResource,
  type Message,
  type ResourceSchema,
  type Room,
  type UnknownDelivery,
} from "../../src/webex/index.js";

declare const created: DeliveryMap["messages.created"];
declare const submitted: DeliveryMap["attachmentActions.created"];
declare const joined: DeliveryMap["memberships.created"];
declare const renamed: DeliveryMap["rooms.updated"];
declare const recorded: DeliveryMap["recordings.created"];
declare const unknown: UnknownDelivery;
declare const either: DeliveryMap["messages.created"] | DeliveryMap["rooms.created"];
declare const schema: ResourceSchema<{ readonly size: number }>;

const options = { auth: "token" };
(await fetchResource(created, options)).text satisfies string | undefined;
(await fetchResource(submitted, options)).inputs?.["name"] satisfies unknown;
(await fetchResource(joined, { ...options, schema: undefined })).personEmail satisfies string | undefined;
(await fetchResource(renamed, options)).title satisfies string | undefined;
(await fetchResource(either, options)) satisfies Message | Room;
(await fetchResource(recorded, { ...options, schema })).size satisfies number;
(await fetchResource(created, { ...options, schema })).size satisfies number;
// @ts-expect-error: it may be absent
(await fetchResource(created, options)).text satisfies string;
// @ts-expect-error: nothing is known of it
(await fetchResource(recorded, options)).id;
// @ts-expect-error: nothing is known of it
(await fetchResource(unknown, options)).id;
// @ts-expect-error: the token is required
fetchResource(created, {});
// @ts-expect-error: a schema validates
fetchResource(created, { ...options, schema: {} });

export type Nothing = FetchedResource<string>;
