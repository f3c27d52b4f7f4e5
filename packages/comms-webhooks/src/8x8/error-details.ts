import { servers } from "@comms-webhooks/8x8-client";
import { errorCodes } from "@comms-webhooks/8x8-client/data";
import { AccountId } from "@comms-webhooks/8x8-client/validators";
import type { Describe } from "../client/response.js";

/** The regions by the letters that answers have for them: only `SG` and `ID` were seen, the others are country codes. */
const regionOf: Readonly<Record<string, keyof typeof servers>> = {
  SG: "asiaPacific",
  US: "northAmerica",
  UK: "europe",
  GB: "europe",
  EU: "europe",
  ID: "indonesia",
};

/** Hints by what the message says. The texts about formats are those of the vendor's migration guide. */
const hintsByText: readonly (readonly [text: RegExp, hint: string])[] = [
  [
    /new format, while the webhook with an old format exists/i,
    "delete the old webhook with the old API first (DELETE https://api.wavecell.com/config/v1/webhook), since both formats can't be had for one sub-account",
  ],
  [
    /old format, while the webhook with a new format exists/i,
    "delete the webhook of the new format first, with this client's delete(), or keep to the new format",
  ],
  [
    /old format with the new API/i,
    "webhooks of the old format are the affair of the old API, https://api.wavecell.com",
  ],
  [/new format with the old API/i, "this is the old API: use a server of this client's regions"],
];

const hintsByCode: Readonly<Record<number, string>> = {
  1201: "the account may live in another region than the client's, or its key may not do this",
  1001: "the sub-account must be one of this account, written as on connect.8x8.com, or *",
  1012: "the account takes requests from the addresses on its allow-list only, which is kept on connect.8x8.com",
  1014: "the server asks for TLS 1.3, which this program or a proxy before it does not speak",
};

/** Reads 8x8's answers: the message, the code with its meaning, the error id, and what to do next. */
export function describe(accountId: string): Describe {
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

/** An account lives in one region, and the others answer that they don't know it. */
function regionHint(message: string): string | undefined {
  if (!/account was not found in/i.test(message)) return undefined;
  const letters = message.match(/use the (\w+) endpoint/i)?.[1]?.toUpperCase() ?? "";
  const region = Object.hasOwn(regionOf, letters) ? regionOf[letters] : undefined;
  if (region) return `the account lives in another region: give the client region: "${region}" (${servers[region]})`;
  return `the account lives in another region: give the client one of ${Object.keys(servers).join(", ")}`;
}

/** Ids that look like names exist, so a strange one is sent all the same, and named where the call fails. */
function idHint(status: number, accountId: string): string | undefined {
  if (status !== 400 && status !== 401) return undefined;
  if (!AccountId["~standard"].validate(accountId).issues) return undefined;
  return `the account id ${JSON.stringify(accountId)} is no UUID, which the reference asks for: compare it with the page "API keys" of connect.8x8.com`;
}

function keyHint(status: number): string | undefined {
  if (status !== 401) return undefined;
  return 'auth must give an API key of this account, from the page "API keys" of connect.8x8.com, and region must be the account\'s';
}
