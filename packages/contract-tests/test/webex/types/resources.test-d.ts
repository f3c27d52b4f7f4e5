import { RoomData } from "@comms-webhooks/webex-client/validators";
import type { RoomData as RoomDataType } from "@comms-webhooks/webex-types";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type DeliveryMap, type FetchedResource, fetchResource, type Message, type Room } from "comms-webhooks/webex";
import { equal } from "../../../src/type-assertions.ts";

declare const delivery: DeliveryMap["recordings.created"];
declare const schema: StandardSchemaV1<unknown, { readonly size: number }>;

// A resource is typed by its name, or by any schema that follows the standard.
equal<FetchedResource<"messages">, Message>();
equal<FetchedResource<"messages" | "rooms">, Message | Room>();
equal<FetchedResource<"recordings">, unknown>();
equal<FetchedResource<string>, unknown>();
const recording = await fetchResource(delivery, { auth: "token", schema });
equal<typeof recording, { readonly size: number }>();
const room = await fetchResource(delivery, { auth: "token", schema: RoomData });
equal<typeof room, RoomDataType>();
