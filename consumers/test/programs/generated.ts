// What uses the generated packages, and the part that they share, as a program does.
import * as client8x8 from "@comms-webhooks/8x8-client";
import * as data8x8 from "@comms-webhooks/8x8-client/data";
import * as examples8x8 from "@comms-webhooks/8x8-client/examples";
import * as validators8x8 from "@comms-webhooks/8x8-client/validators";
import type * as types8x8 from "@comms-webhooks/8x8-types";
import * as validation from "@comms-webhooks/validation";
import * as webexClient from "@comms-webhooks/webex-client";
import * as webexData from "@comms-webhooks/webex-client/data";
import * as webexExamples from "@comms-webhooks/webex-client/examples";
import * as webexValidators from "@comms-webhooks/webex-client/validators";
import type * as webexTypes from "@comms-webhooks/webex-types";
import { expectEqual } from "./expect.js";

/** Calls both APIs by their plain clients, and validates what they return. */
export async function useGenerated(urls: Readonly<Record<"webex" | "8x8", string>>): Promise<void> {
  const headers = { authorization: "Bearer token" };
  const { data } = await webexClient.createClient({ baseUrl: urls.webex, headers }).GET("/webhooks");
  const result = webexValidators.WebhookList["~standard"].validate(data);
  const items: webexTypes.Webhook[] = "value" in result ? result.value.items : [];
  const params = { path: { accountId: "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af" } };
  const client = client8x8.createClient({ baseUrl: urls["8x8"], headers });
  const response = await client.GET("/api/v1/accounts/{accountId}/webhooks", { params });
  const result8x8 = validators8x8.WebhookList["~standard"].validate(response.data);
  const webhooks: types8x8.Webhook[] = "value" in result8x8 ? result8x8.value : [];
  expectEqual([result.issues, result8x8.issues, items, webhooks.length], [null, null, [], 0]);
  expectEqual(
    [webexClient.operations.createWebhook.idempotent, client8x8.servers.europe.slice(0, 8)],
    [false, "https://"],
  );
  const lists = [data8x8, examples8x8, webexData, webexExamples].map((module) => Object.keys(module).length > 0);
  expectEqual(lists, [true, true, true, true]);
  build();
}

/** Builds validators from the parts that generated ones are built from. */
function build(): void {
  const check: validation.Check = (value) => value === 1;
  const schemas: validation.StandardSchema<number>[] = [
    validation.standardSchema<number>(validation.lookUp([], {}, check)),
    validation.readingSchema<number>(check),
  ];
  expectEqual(
    schemas.map((schema) => schema["~standard"].validate(1)),
    [{ value: 1 }, { value: 1 }],
  );
  const issues: readonly validation.Issue[] = [
    ...validation.resourceEvents({ rooms: ["created"] })({ resource: "rooms", event: "ended" }, {}),
    validation.issueAt(["name"], "is required"),
  ];
  expectEqual(
    issues.map(({ path }) => path),
    [["event"], ["name"]],
  );
  const errors = validation.joinErrors([validation.requiredError("", "name")], [validation.typeError("", "object")]);
  validation.absent({ name: null }, "name");
  expectEqual([errors.length, validation.absentNulls.splice(0).length], [2, 1]);
  expectEqual(
    [validation.areUnique([1, 2]), validation.equal({ a: 1 }, { a: 1 }), validation.isMultiple(4, 2)],
    [true, true, true],
  );
  expectEqual(
    [validation.isDateTime("today"), validation.isInt32(2 ** 31), validation.isInteger(0.5)],
    [false, false, false],
  );
  expectEqual(validation.formatIssues(issues.slice(1)), validation.fieldMessage(["name"], "is required"));
  expectEqual([validation.codePoints("ä"), validation.nearest("nam", ["name"])], [1, "name"]);
  expectEqual(validation.suggestion("nam", ["name"]).includes("name"), true);
  // Often enough for Node to optimize the call.
  const paths = Array.from({ length: 10_000 }, () => validation.parseUrl("/ü", "https://example.com/ä")?.pathname);
  expectEqual([...new Set(paths)], ["/%C3%BC"]);
}
