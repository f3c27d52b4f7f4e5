import { describe, expect, it } from "vitest";
import { InvalidRequestError } from "../../src/index.js";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { json, observe, rejection } from "../helpers.js";

const desired = {
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
} as const;
const created = { ...desired, id: "new", appId: "app-1", status: "active", created: "2026-03-01T12:00:00.000Z" };

function ensure(appId: string) {
  const { fetch, requests } = observe(json({ items: [] }), json(created), new Response(null, { status: 204 }));
  const result = createWebexWebhooks({ auth: "token", fetch }).ensure(desired, { appId });
  return { result, requests };
}

describe("ensure with an app's id", () => {
  it("keeps what it created for that app", async () => {
    const { result, requests } = ensure("app-1");
    expect(await result).toMatchObject({ action: "created", after: { id: "new" } });
    expect(requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  it("that is not the token's deletes what it created, and is rejected, since it would create anew on every start", async () => {
    const { result, requests } = ensure("another");
    const error = (await rejection(result)) as InvalidRequestError;
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error.issues).toEqual([
      { path: ["appId"], message: "appId must be that of the token's app, app-1; got another" },
    ]);
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      "GET /v1/webhooks",
      "POST /v1/webhooks",
      "DELETE /v1/webhooks/new",
    ]);
  });
});
