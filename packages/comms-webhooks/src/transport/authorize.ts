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
  const message = `auth must give a token of visible ASCII characters; got ${describe(value)}`;
  throw new InvalidRequestError(call, [{ message, path: ["auth"] }], message);
}

/** Names the usual mistakes without a word of the token. */
function describe(value: unknown): string {
  if (typeof value !== "string") return typeof value;
  if (value === "") return "an empty string";
  if (/^Bearer\s/i.test(value)) return 'one that begins with the word "Bearer", which is added here';
  return /\s/.test(value) ? "one with a space or a line break" : "one with other characters";
}
