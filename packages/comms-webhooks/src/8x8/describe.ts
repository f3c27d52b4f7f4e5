import { errorCodes } from "@comms-webhooks/8x8-client/data";
import { AccountId } from "@comms-webhooks/8x8-client/validators";
import type { Failure } from "../errors/http-error.js";

/** Reads 8x8's answer: the message, the code with its meaning, the error id, and what the account id may have to do with it. */
export function describe(accountId: string): (response: Response, body: unknown) => Failure {
  return ({ status }, body) => {
    const { code, message, errorId } = Object(body) as Record<string, unknown>;
    const meaning = typeof code === "number" ? `code ${code}${meaningOf(code)}` : undefined;
    const reasons = [typeof message === "string" ? message : undefined, meaning && `(${meaning})`];
    return {
      reason: reasons.filter(Boolean).join(" ") || undefined,
      code: typeof code === "number" ? code : undefined,
      requestId: typeof errorId === "string" ? errorId : undefined,
      hint: status === 400 || status === 401 ? accountHint(accountId) : undefined,
    };
  };
}

function meaningOf(code: number): string {
  const meanings: Readonly<Record<string, string>> = errorCodes;
  return Object.hasOwn(meanings, code) ? `, ${meanings[code]}` : "";
}

/** Ids that look like names exist, so a strange one is sent all the same, and named where the call fails. */
function accountHint(accountId: string): string | undefined {
  if (!AccountId["~standard"].validate(accountId).issues) return undefined;
  return `the account id ${JSON.stringify(accountId)} is no UUID, which the reference asks for: compare it with the page "API keys" of connect.8x8.com`;
}
