/** What samples for one API need to know besides its document. */
export interface Vendor {
  /** The environment variable that has the token of calls. */
  token: string;
  /** Environment variables in place of what an example has, by the name of a field or of a path's parameter. */
  variables: Record<string, string>;
  /** The line that creates the client of `comms-webhooks`, and what it imports. */
  client: { imported: string; line: string };
  /** The call of that client for each operation, with the example's body as `body`. */
  calls: Record<string, (body: string) => string[]>;
  /** How a receiver is created, and which fields of a delivery can be what it is about. */
  receiver: { imported: string; option: string; subjects: readonly string[] };
  /** The lines of a shell that compute a header of `$body`, and the header. */
  proof: { lines: string[]; header: string };
}
