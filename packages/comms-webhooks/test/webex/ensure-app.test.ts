import { describe, expect, it } from "vitest";
import { PostConditionError } from "../../src/index.js";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { json, observe, rejection } from "../helpers.js";

const desired = {
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
} as const;
const created = { ...desired, id: "new", appId: "app-1", status: "active", created: "2026-03-01T12:00:00.000Z" };

function ensure(appId: string, deleted = new Response(null, { status: 204 })) {
  const { fetch, requests } = observe(json({ items: [] }), json(created), deleted);
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
    const error = (await rejection(result)) as PostConditionError;
    expect(error).toBeInstanceOf(PostConditionError);
    expect(error).toMatchObject({ operationId: "createWebhook", method: "POST", attempts: 1, outcome: "removed" });
    const values = { expected: "another", stored: "app-1" };
    expect(error.differences).toEqual([{ webhook: { id: "new" }, field: "appId", ...values }]);
    expect(error.message).toContain(
      'succeeded, but appId of the webhook new is "app-1", not "another". It was created, and deleted again.',
    );
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      "GET /v1/webhooks",
      "POST /v1/webhooks",
      "DELETE /v1/webhooks/new",
    ]);
  });

  it("names what it created where that can't be deleted", async () => {
    const error = (await rejection(ensure("another", json({ message: "No" }, { status: 403 })).result)) as Error;
    expect(error).toMatchObject({ name: "PostConditionError", outcome: "created", cause: { status: 403 } });
    expect(error.message).toContain("It was created, and it still exists.");
    expect(error.message).toContain("delete it by its id");
  });

  it("counts what is gone already as deleted", async () => {
    const error = await rejection(ensure("another", json({ message: "No" }, { status: 404 })).result);
    expect(error).toMatchObject({ name: "PostConditionError", outcome: "removed" });
    expect(error).not.toHaveProperty("cause");
  });
});
