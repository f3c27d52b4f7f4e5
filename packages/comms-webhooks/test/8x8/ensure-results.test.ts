import { describe, expect, it } from "vitest";
import { create8x8Webhooks, type Webhook, type WebhookConfiguration } from "../../src/8x8/index.js";
import { json, observe, rejection } from "../helpers.js";

const url = "https://hooks.example.com/8x8";
const messages = { subAccountId: "Desk", type: "MSG", url } as const;
const automation = { subAccountId: "Desk", type: "CABM", url } as const;
const enabled = (webhook: WebhookConfiguration): Webhook => ({ enabled: true, ...webhook }) as Webhook;
/** A listed webhook that can't be read. */
const unreadable = { subAccountId: "Desk", type: "MSG", url: 5 };

/** A client of an account that lists these webhooks, one list after the other; what is posted is accepted. */
function account(...lists: (readonly unknown[])[]) {
  const [first = [], ...rest] = lists;
  const { fetch, requests } = observe(json(first), new Response(), ...rest.map((list) => json(list)));
  return { client: create8x8Webhooks({ accountId: "ExampleCorp", auth: "key", fetch, retries: 0 }), requests };
}

describe("ensure, once it has written,", () => {
  it("compares what differed although others didn't", async () => {
    const changed = { ...automation, url: `${url}/changed` };
    const { client, requests } = account([enabled(messages)], [enabled(messages), enabled(changed)]);
    expect(await rejection(client.ensure([messages, automation]))).toMatchObject({
      name: "PostConditionError",
      outcome: "created",
      hint: "Write these fields as the server stores them, or correct the server's copy.",
      differences: [
        { webhook: { subAccountId: "Desk", type: "CABM" }, field: "url", expected: url, stored: changed.url },
      ],
    });
    expect(requests.map(({ method }) => method)).toEqual(["GET", "POST", "GET"]);
  });

  it.each([
    ["one was created and one updated", [{ ...messages, url: `${url}/old` }], "updated"],
    ["both were updated", [messages, automation].map((one) => ({ ...one, url: `${url}/old` })), "updated"],
    ["both were created", [], "created"],
  ] as const)("reports what became of them if %s", async (_case, before, outcome) => {
    const after = [messages, automation].map((one) => enabled({ ...one, url: `${url}/changed` }));
    const { client } = account(before.map(enabled), after);
    expect(await rejection(client.ensure([messages, automation]))).toMatchObject({ outcome });
  });

  it("leaves to others what it hasn't written", async () => {
    const meanwhile = { ...messages, url: `${url}/by-others` };
    const { client } = account([enabled(messages)], [enabled(meanwhile), enabled(automation)]);
    expect(await client.ensure([messages, automation])).toMatchObject([{ action: "unchanged" }, { action: "created" }]);
  });

  it("ignores others that can't be read", async () => {
    const { client } = account([], [enabled(automation), unreadable]);
    expect(await client.ensure([automation])).toMatchObject([{ action: "created" }]);
  });

  it("fails where one that can't be read may be a desired one, because it has no type", async () => {
    const { type: _, ...both } = unreadable;
    const { client } = account([], [enabled(messages), both]);
    expect(await rejection(client.ensure([messages]))).toMatchObject({ name: "InvalidResponseError" });
  });
});

describe("ensure of a webhook whose secret the list shows", () => {
  const authorized = { ...messages, httpAuthorization: "Bearer s3cret" };

  it.each([
    ["write", "unchanged"],
    ["compare", "unchanged"],
    ["keep", "notCompared"],
  ] as const)("reports with %j that it is %s", async (secrets, secret) => {
    const { client, requests } = account([enabled(authorized)]);
    const [result] = await client.ensure([authorized], { secrets });
    const shown = enabled({ ...messages, httpAuthorization: "***" });
    expect(result).toEqual({
      subAccountId: "Desk",
      type: "MSG",
      action: "unchanged",
      changes: [],
      secret,
      before: shown,
      after: shown,
    });
    expect(requests).toHaveLength(1);
  });
});

describe("a dry run of ensure", () => {
  it("reports what would be deleted without a secret", async () => {
    const { client } = account([enabled(messages)]);
    expect(await client.ensure([], { prune: true, dryRun: true })).toEqual([
      {
        subAccountId: "Desk",
        type: "MSG",
        action: "deleted",
        changes: [],
        secret: "notGiven",
        before: enabled(messages),
        after: undefined,
      },
    ]);
  });
});

describe("ensure of what is wrong", () => {
  it.each<[WebhookConfiguration[], string]>([
    [
      [{ ...messages, httpAuthorization: "***" }],
      "must be the secret; got the mask ***, which lists contain in its place",
    ],
    [[messages, messages], 'repeats type MSG of sub-account "Desk"; list each pair once'],
  ])("reports what was expected: %j", async (desired, text) => {
    const error = (await rejection(account().client.ensure(desired))) as Error;
    expect(error.message).toContain(text);
  });
});
