import { RoomData } from "@comms-webhooks/webex-client/validators";
import type { RoomData as RoomDataType } from "@comms-webhooks/webex-types";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type DeliveryMap, type FetchedResource, fetchResource, type Message, type Room } from "comms-webhooks/webex";
import { expectType } from "../../../src/type-assertions.ts";

declare const delivery: DeliveryMap["recordings.created"];
declare const schema: StandardSchemaV1<unknown, { readonly size: number }>;

// A resource is typed by its name, or by any schema that follows the standard.
expectType<FetchedResource<"messages">>().toEqualTypeOf<Message>();
expectType<FetchedResource<"messages" | "rooms">>().toEqualTypeOf<Message | Room>();
expectType<FetchedResource<"recordings">>().toEqualTypeOf<unknown>();
expectType<FetchedResource<string>>().toEqualTypeOf<unknown>();
const recording = await fetchResource(delivery, { auth: "token", schema });
expectType<typeof recording>().toEqualTypeOf<{ readonly size: number }>();
const room = await fetchResource(delivery, { auth: "token", schema: RoomData });
expectType<typeof room>().toEqualTypeOf<RoomDataType>();
