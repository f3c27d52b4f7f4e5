import { type Issue, issueAt, type StandardSchema } from "@comms-webhooks/validation";
import * as validators from "@comms-webhooks/webex-client/validators";
import type { AttachmentActionData, MembershipData, MessageData, RoomData } from "@comms-webhooks/webex-types";

/** A message as the API returns it: what its delivery has, and the content. Times are in RFC 3339. */
export interface Message extends MessageData {
  /** The message in plain text. */
  readonly text?: string | undefined;
  /** The message in Markdown. */
  readonly markdown?: string | undefined;
  /** The message in HTML. */
  readonly html?: string | undefined;
  /** The names of the groups that the message mentions, such as `all`. */
  readonly mentionedGroups?: readonly string[] | undefined;
  /** The cards of the message. */
  readonly attachments?: readonly MessageAttachment[] | undefined;
  /** When the message was last edited. */
  readonly updated?: string | undefined;
  /** Whether the audio file is a voice clip. */
  readonly isVoiceClip?: boolean | undefined;
}

/** A card of a message. */
export interface MessageAttachment {
  /** The media type, such as `application/vnd.microsoft.card.adaptive`. */
  readonly contentType?: string | undefined;
  /** The card, as its media type defines it. */
  readonly content?: unknown;
}

/** A submitted card as the API returns it, with what the person entered. */
export interface AttachmentAction extends AttachmentActionData {
  /** The values by the ids of the card's inputs. */
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
}

/** A person's membership in a space as the API returns it. */
export type Membership = MembershipData;

/** A space as the API returns it, with its title. Times are in RFC 3339. */
export interface Room extends RoomData {
  /** The name of the space. */
  readonly title?: string | undefined;
  /** The id of the team that the space belongs to. */
  readonly teamId?: string | undefined;
  /** The id of the organization that owns the space. */
  readonly ownerId?: string | undefined;
  /** The id of the space's classification. */
  readonly classificationId?: string | undefined;
  /** The description of the space. */
  readonly description?: string | undefined;
  /** Whether only moderators can post messages. */
  readonly isAnnouncementOnly?: boolean | undefined;
  /** Whether a compliance officer has stopped new messages in a direct space. */
  readonly isReadOnly?: boolean | undefined;
  /** Whether everyone in the organization can find and join the space. */
  readonly isPublic?: boolean | undefined;
  /** When the space was made public. */
  readonly madePublic?: string | undefined;
}

/**
 * The resources whose type is known, by the `resource` of a delivery. The fields beyond a delivery's data are those of
 * Webex's public OpenAPI document of 2026-05-04.
 */
export interface Resources {
  /** A message, with its text. */
  readonly messages: Message;
  /** A submitted card, with its inputs. */
  readonly attachmentActions: AttachmentAction;
  /** A person's membership of a space. */
  readonly memberships: Membership;
  /** A space. */
  readonly rooms: Room;
}

type FieldType = "string" | "boolean" | "array" | "object";

/** The fields that a resource has in addition to the data of its deliveries. */
type OwnFields<Resource, Data> = { readonly [Name in Exclude<keyof Resource, keyof Data>]-?: FieldType };

const message: OwnFields<Message, MessageData> = {
  text: "string",
  markdown: "string",
  html: "string",
  mentionedGroups: "array",
  attachments: "array",
  updated: "string",
  isVoiceClip: "boolean",
};

const room: OwnFields<Room, RoomData> = {
  title: "string",
  teamId: "string",
  ownerId: "string",
  classificationId: "string",
  description: "string",
  isAnnouncementOnly: "boolean",
  isReadOnly: "boolean",
  isPublic: "boolean",
  madePublic: "string",
};

/** Validates a resource by the schema of its deliveries' data, and by its further fields. */
export function validateResource(resource: string, value: unknown): Validated {
  switch (resource) {
    case "messages":
      return validate(validators.MessageData, message, value);
    case "attachmentActions":
      return validate(validators.AttachmentActionData, { inputs: "object" }, value);
    case "memberships":
      return validate(validators.MembershipData, {}, value);
    case "rooms":
      return validate(validators.RoomData, room, value);
    default:
      return { value };
  }
}

type Validated = { readonly value: unknown; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

/** Leaves out the further fields that are `null`, for in what a vendor sends `null` means absence. */
function validate(
  data: StandardSchema<unknown>,
  further: Readonly<Record<string, FieldType>>,
  value: unknown,
): Validated {
  const result = data["~standard"].validate(value);
  if (result.issues) return result;
  const resource: Record<string, unknown> = { ...(result.value as object) };
  const issues: Issue[] = [];
  for (const [name, type] of Object.entries(further)) {
    const field = resource[name];
    if (field === null) delete resource[name];
    else if (field !== undefined && typeOf(field) !== type) issues.push(issueAt([name], `must be of type ${type}`));
  }
  return issues.length > 0 ? { issues } : { value: resource };
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}
