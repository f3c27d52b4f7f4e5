import type { Issue } from "comms-webhooks";
import type { FieldKinds } from "./fields.js";
import type { FileShape } from "./file-shape.js";

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
}
