/** A field of an account in the file. */
export interface AccountField {
  /** The option of the client that it is. */
  readonly option: string;
  /** The text that editors show, in Markdown. */
  readonly description: string;
  /** Whether an account must have it. Default: false. */
  readonly required?: true;
  /** Whether it is a secret, which only a reference may stand for. Default: false. */
  readonly secret?: true;
  /** The values that it can have: a list, or the names of the servers in the API's document. Default: any. */
  readonly values?: readonly string[] | "servers";
}

/** How the webhooks of an API are written in the file. The fields of a webhook are those of the API's document. */
export interface FileShape {
  /** The vendor's name. */
  readonly title: string;
  /** The name of the schema of a webhook's desired state in the API's document. */
  readonly request: string;
  /** The fields whose values are keys of the file: those of the map `webhooks` and of the maps in it. They are the identity. */
  readonly keys: readonly string[];
  /** The fields of an account, except `defaults` and `webhooks`. */
  readonly account: Readonly<Record<string, AccountField>>;
  /** Fields of which a webhook can have one: its own one takes the place of a default one. */
  readonly exclusive: readonly string[];
  /** Flags of a webhook that are no part of its desired state, with their descriptions. */
  readonly flags: Readonly<Record<string, string>>;
}

/** The fields that the accounts of every API have. */
export const commonFields: Readonly<Record<string, AccountField>> = {
  baseUrl: { option: "baseUrl", description: "The base URL of another server than the vendor's, such as a sandbox." },
  targetUrls: {
    option: "targetUrls",
    values: ["public-https", "any"],
    description:
      "Which URLs a webhook may have. Default: `public-https`, which rejects URLs that the vendor can't or should not reach.",
  },
};
