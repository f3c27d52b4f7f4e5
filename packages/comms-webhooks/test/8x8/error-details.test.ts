import { servers } from "@comms-webhooks/8x8-client";
import { describe, expect, it } from "vitest";
import { create8x8Webhooks } from "../../src/8x8/index.js";
import type { HttpError } from "../../src/index.js";
import { json, rejection } from "../helpers.js";

const uuid = "b7e4d1f0-52c9-4a8e-9d63-1f0a7c35e284";

/** The error of a list with this response of 8x8. */
async function failure(status: number, body: unknown, accountId = uuid): Promise<HttpError> {
  const fetch = async () => json(body, { status });
  const error = await rejection(create8x8Webhooks({ accountId, auth: "key", retries: 0, fetch }).list().toArray());
  expect((error as Error).name).toBe("HttpError");
  return error as HttpError;
}

const says = (code: number, message = "No") => ({
  code,
  message,
  errorId: "e-7",
  timestamp: "2026-05-01T12:00:00.00Z",
});
const anotherRegion = "The account is in another region. Set region to ";
const anyRegion = `${anotherRegion}another one of asiaPacific, northAmerica, europe, indonesia.`;

describe("the hint of an account that was not found", () => {
  it("is the region that the text names, and its host", async () => {
    const error = await failure(403, says(1201, "Account was not found in SG. Please use the ID endpoint!"));
    expect(error.hint).toBe(`${anotherRegion}"indonesia" (https://chatapps.8x8.id).`);
    expect(error).toMatchObject({ code: 1201, status: 403, requestId: "e-7" });
  });

  it.each([
    ["SG", "asiaPacific"],
    ["US", "northAmerica"],
    ["UK", "europe"],
    ["GB", "europe"],
    ["EU", "europe"],
    ["id", "indonesia"],
  ] as const)("covers the letters %s", async (letters, region) => {
    const error = await failure(403, says(1201, `Account was not found in XX. Please use the ${letters} endpoint!`));
    expect(error.hint).toBe(`${anotherRegion}"${region}" (${servers[region]}).`);
  });

  it.each([
    "Account was not found in SG. Please use the JP endpoint!",
    "Account was not found in SG. Please use the constructor endpoint!",
    "Account was not found in SG. Please use the __proto__ endpoint!",
    "Account was not found in SG.",
    "ACCOUNT WAS NOT FOUND IN SG, sorry",
  ])("is all regions where the text names none of them: %s", async (message) => {
    expect((await failure(403, says(1201, message))).hint).toBe(anyRegion);
  });

  it("goes by the text, whatever status and code", async () => {
    expect((await failure(404, { message: "Account was not found in SG" })).hint).toBe(anyRegion);
  });

  it("is more careful where there is only the code", async () => {
    expect((await failure(403, says(1201, "Forbidden"))).hint).toMatch(/^The account may be in another region/);
  });

  it.each([1012, 1014])("does not blame the key for the code %i", async (code) => {
    expect((await failure(401, says(code, "No"))).hint).not.toMatch(/API key/);
  });

  it("takes precedence over other hints about the account", async () => {
    const body = says(1200, "Account was not found in SG. Please use the US endpoint!");
    expect((await failure(401, body, "ExampleCorp")).hint).toMatch(/region to "northAmerica"/);
  });
});

describe("the hint of a conflict of formats", () => {
  const exists = "exists. Please delete it";

  it.each([
    [
      `You are trying to create a webhook with a new format, while the webhook with an old format ${exists}`,
      "A sub-account can't have webhooks of both formats. Delete the old webhook with the old API first (DELETE https://api.wavecell.com/config/v1/webhook).",
    ],
    [
      `You are trying to create a webhook with an OLD format, while the webhook with a new format ${exists}`,
      "A sub-account can't have webhooks of both formats. Delete the webhook of the new format first, with this client's delete(), or keep to the new format.",
    ],
    [
      "You are trying to delete a webhook with an old format with the new API",
      "Manage webhooks of the old format with the old API, https://api.wavecell.com.",
    ],
    [
      "You are trying to delete a webhook with a new format with the old API",
      "This is the old API. Use a server of this client's regions.",
    ],
  ])("is what to delete, and where: %s", async (message, hint) => {
    for (const [status, code] of [[400, 1000] as const, [409, 1001] as const]) {
      expect((await failure(status, says(code, message))).hint).toBe(hint);
    }
  });
});

describe("the hint by code", () => {
  it.each([
    [1001, 400, "The sub-account must be one of this account, written as on connect.8x8.com, or *."],
    [1012, 403, "The account only accepts requests from the addresses on its allow-list, which is on connect.8x8.com."],
    [1014, 403, "The server requires TLS 1.3, which this program or a proxy in between doesn't support."],
  ])("covers %i", async (code, status, hint) => {
    expect((await failure(status, says(code))).hint).toBe(hint);
  });

  it.each([1000, 1200, 987_654, -1, 0.5])("is absent for %d", async (code) => {
    expect((await failure(400, says(code))).hint).toBeUndefined();
  });

  it("is absent where the code isn't a number", async () => {
    expect(await failure(400, { ...says(0), code: "1001" })).toMatchObject({ code: undefined, hint: undefined });
  });
});

describe("the hint of the account and its key", () => {
  const key =
    'Set auth to an API key of this account, from the page "API keys" of connect.8x8.com, and region to the account\'s.';
  const name = (id: string) =>
    `The account id "${id}" isn't a UUID; the API reference requires one. Compare it with the page "API keys" of connect.8x8.com.`;

  it.each([uuid, uuid.toUpperCase(), uuid.replaceAll("-", "")])("is the key for a 401 with a UUID: %s", async (id) => {
    expect((await failure(401, says(1200), id)).hint).toBe(key);
    expect((await failure(400, says(1200), id)).hint).toBeUndefined();
  });

  it.each(["ExampleCorp", "example_corp-7", `${uuid}0`, "x".repeat(36)])(
    "is the id where it is a name: %s",
    async (id) => {
      for (const status of [400, 401]) expect((await failure(status, says(1200), id)).hint).toBe(name(id));
      for (const status of [403, 404, 409]) expect((await failure(status, says(1200), id)).hint).toBeUndefined();
    },
  );

  it("is the id even where the code has a hint, since nothing is right in another's account", async () => {
    expect((await failure(400, says(1001), "ExampleCorp")).hint).toBe(name("ExampleCorp"));
  });
});

describe("an error", () => {
  it.each([
    [401, says(1200), uuid],
    [401, says(1200), "ExampleCorp"],
    [403, says(1012), uuid],
    [400, says(1001), uuid],
    [403, says(1201, "Account was not found in SG. Please use the ID endpoint!"), uuid],
    [409, says(1000, "old format with the new API"), uuid],
    [401, "<html>", uuid],
    [401, null, uuid],
  ])("ends with its hint: %i %j", async (status, body, id) => {
    const error = await failure(status, body, id);
    expect(error.hint).toMatch(/\w/);
    expect(error.message.endsWith(`. ${error.hint}`)).toBe(true);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ hint: error.hint });
  });

  it.each([null, 5, [], "text", { code: null, message: 5, errorId: {} }])("has no reason in %j", async (body) => {
    const error = await failure(409, body);
    expect(error.message).toMatch(/ failed with 409$/);
    expect(error).toMatchObject({ code: undefined, requestId: undefined });
  });

  it("has the meaning of its code, where that is known", async () => {
    expect((await failure(409, says(1000))).message).toMatch(/: No \(code 1000, Invalid parameter\)$/);
    expect((await failure(409, says(4))).message).toMatch(/: No \(code 4\)$/);
    expect((await failure(409, { code: 1000 })).message).toMatch(/ with 409: \(code 1000, Invalid parameter\)$/);
  });
});
