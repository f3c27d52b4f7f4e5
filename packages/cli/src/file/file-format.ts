import type { Issue } from "comms-webhooks";
import type { FieldKinds } from "./fields.js";
import type { FileShape } from "./file-shape.js";

/** A listed webhook, for writing it into a file. */
export interface ListedWebhook {
  /** The values of the fields that are keys of the file. */
  readonly keys: readonly string[];
  /** The other fields, as a request for the webhook has them. */
  readonly fields: object;
  /** What a reader of the file should know. */
  readonly comment?: string | undefined;
}

/** What the file needs of an API. */
export interface FileFormat {
  /** The API's name, the key of its accounts. */
  readonly api: string;
  readonly shape: FileShape;
  /** The fields of a webhook, except those of {@link FileShape.keys}. */
  readonly webhookFields: FieldKinds;
  /** Creates a client, which sends nothing yet, and throws a `TypeError` for a wrong option. */
  readonly createClient: (options: never) => unknown;
  /** Options that a client can be created with. */
  readonly placeholders: Readonly<Record<string, unknown>>;
  /** Returns what the client would reject in a webhook. */
  readonly webhookIssues: (webhook: unknown, options: Readonly<Record<string, unknown>>) => readonly Issue[];
  /** Returns the entries of the file for a webhook that the API listed. */
  readonly listed: (webhook: never) => readonly ListedWebhook[];
}
