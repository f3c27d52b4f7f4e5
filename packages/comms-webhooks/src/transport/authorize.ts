import { InvalidRequestError } from "../errors/invalid-request-error.js";
import type { Auth } from "./options.js";

/** What a token may consist of; a line break from a file or variable is the usual mistake. */
const token = /^[\x21-\x7e]+$/;

/** Gets the token for a call. What the function throws passes through. */
export async function getToken(
  auth: Auth,
  call: { operationId: string; method: string; url: string },
): Promise<string> {
  const value: unknown = typeof auth === "function" ? await auth() : auth;
  if (typeof value === "string" && token.test(value)) return value;
  const came = typeof value === "string" ? (value === "" ? "an empty string" : "other characters") : typeof value;
  const message = `auth must give a token of visible ASCII characters; got ${came}`;
  throw new InvalidRequestError(call, [{ message, path: ["auth"] }]);
}
