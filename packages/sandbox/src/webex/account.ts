import { createHash } from "node:crypto";

/** The owner of a token, in ids as Webex writes them. */
export interface WebexAccount {
  /** The organization. */
  readonly orgId: string;
  /** The person. */
  readonly createdBy: string;
  /** The app. */
  readonly appId: string;
}

/** Derives an account from a token. The same token always has the same account. */
export function webexAccount(token: string): WebexAccount {
  return {
    orgId: webexId("ORGANIZATION", uuidOf(digest("organization", token))),
    createdBy: webexId("PEOPLE", uuidOf(digest("person", token))),
    appId: webexId("APPLICATION", `C${digest("app", token)}`),
  };
}

/** Writes an id as Webex does: the unpadded base64url of a URI. */
export function webexId(kind: "APPLICATION" | "ORGANIZATION" | "PEOPLE" | "WEBHOOK", key: string): string {
  return Buffer.from(`ciscospark://us/${kind}/${key}`).toString("base64url");
}

function digest(kind: string, token: string): string {
  return createHash("sha256").update(`${kind} ${token}`).digest("hex");
}

function uuidOf(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
