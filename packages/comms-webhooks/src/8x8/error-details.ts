import { servers } from "@comms-webhooks/8x8-client";
import { errorCodes } from "@comms-webhooks/8x8-client/data";
import { AccountId } from "@comms-webhooks/8x8-client/validators";
import type { ApiDefinition } from "../client/operation.js";

/** The regions by the letters that responses use: only `SG` and `ID` were seen, the others are country codes. */
const regionOf: Readonly<Record<string, keyof typeof servers>> = {
  SG: "asiaPacific",
  US: "northAmerica",
  UK: "europe",
  GB: "europe",
  EU: "europe",
  ID: "indonesia",
};

/** Hints by the message. The texts about formats are those of the vendor's migration guide. */
const hintsByText: readonly (readonly [text: RegExp, hint: string])[] = [
  [
    /new format, while the webhook with an old format exists/i,
    "A sub-account can't have webhooks of both formats. Delete the old webhook with the old API first (DELETE https://api.wavecell.com/config/v1/webhook).",
  ],
  [
    /old format, while the webhook with a new format exists/i,
    "A sub-account can't have webhooks of both formats. Delete the webhook of the new format first, with this client's delete(), or keep to the new format.",
  ],
  [/old format with the new API/i, "Manage webhooks of the old format with the old API, https://api.wavecell.com."],
  [/new format with the old API/i, "This is the old API. Use a server of this client's regions."],
];

const hintsByCode: Readonly<Record<number, string>> = {
  1201: "The account may be in another region than the client's, or its key may lack the permission.",
  1001: "The sub-account must be one of this account, written as on connect.8x8.com, or *.",
  1012: "The account only accepts requests from the addresses on its allow-list, which is on connect.8x8.com.",
  1014: "The server requires TLS 1.3, which this program or a proxy in between doesn't support.",
};

/** Creates the parser of 8x8's responses: the message, the code with its meaning, the error id, and what to do next. */
export function createErrorDetailsParser(accountId: string): ApiDefinition["parseErrorDetails"] {
  return ({ status }, body) => {
    const { code, message, errorId } = Object(body) as Record<string, unknown>;
    const number = typeof code === "number" ? code : undefined;
    const text = typeof message === "string" ? message : "";
    const meaning = number === undefined ? undefined : `(code ${number}${meaningOf(number)})`;
    return {
      reason: [text, meaning].filter(Boolean).join(" ") || undefined,
      code: number,
      requestId: typeof errorId === "string" ? errorId : undefined,
      hint:
        textHint(text) ?? regionHint(text) ?? idHint(status, accountId) ?? hintsByCode[number ?? -1] ?? keyHint(status),
    };
  };
}

function meaningOf(code: number): string {
  const meanings: Readonly<Record<string, string>> = errorCodes;
  return Object.hasOwn(meanings, code) ? `, ${meanings[code]}` : "";
}

function textHint(message: string): string | undefined {
  return hintsByText.find(([text]) => text.test(message))?.[1];
}

/** An account is in one region; the servers of the others respond that they don't know it. */
function regionHint(message: string): string | undefined {
  if (!/account was not found in/i.test(message)) return undefined;
  const letters = message.match(/use the (\w+) endpoint/i)?.[1]?.toUpperCase() ?? "";
  const region = Object.hasOwn(regionOf, letters) ? regionOf[letters] : undefined;
  if (region) return `The account is in another region. Set region to "${region}" (${servers[region]}).`;
  return `The account is in another region. Set region to another one of ${Object.keys(servers).join(", ")}.`;
}

/** Some account ids aren't UUIDs, so they are sent as given; the hint names them if the call fails. */
function idHint(status: number, accountId: string): string | undefined {
  if (status !== 400 && status !== 401) return undefined;
  if (!AccountId["~standard"].validate(accountId).issues) return undefined;
  return `The account id ${JSON.stringify(accountId)} isn't a UUID; the API reference requires one. Compare it with the page "API keys" of connect.8x8.com.`;
}

function keyHint(status: number): string | undefined {
  if (status !== 401) return undefined;
  return 'Set auth to an API key of this account, from the page "API keys" of connect.8x8.com, and region to the account\'s.';
}
