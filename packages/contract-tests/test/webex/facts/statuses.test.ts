import { describe, expect, test } from "vitest";
import { documentOf } from "../../../src/apis.ts";
import type { ResponseObject } from "../../../src/document.ts";
import { fieldOf } from "../../../src/fields.ts";
import { listOperations } from "../../../src/operations.ts";
import { locate } from "../../../src/pointer.ts";

const document = documentOf("webex");
const operations = listOperations(document).map((entry) => ({ ...entry, id: entry.operation.operationId }));

/** The successes of the page's table, and the operations that return them. */
const successes: [status: string, reason: string, saying: RegExp, operations: string[]][] = [
  ["200", "OK", /succeeded.*body holds the result/, ["listWebhooks", "createWebhook", "getWebhook", "updateWebhook"]],
  ["201", "Created", /created something new.*creating a webhook returns 200.*accepts 201/, []],
  ["202", "Accepted", /processed later/, []],
  ["204", "No Content", /no body/, ["deleteWebhook"]],
];

/** The errors of the page's table, each with what it means, and that every operation declares. */
const errors: [status: string, reason: string, saying: RegExp][] = [
  ["400", "Bad Request", /malformed or can't be served.*`message`/],
  ["401", "Unauthorized", /token is missing or not valid/],
  ["403", "Forbidden", /understood the request but refused it/],
  ["404", "Not Found", /path or the webhook doesn't exist, or the path doesn't support the requested format/],
  ["405", "Method Not Allowed", /doesn't support this method/],
  ["409", "Conflict", /conflicts with a rule of the system; for example, Webex doesn't add a person to a space twice/],
  ["410", "Gone", /no longer exists/],
  ["415", "Unsupported Media Type", /media type of the request is missing or not supported/],
  ["423", "Locked", /temporarily locked\. `Retry-After` may contain the seconds to wait/],
  ["428", "Precondition Required", /file can't be scanned for malware.*download.*forced/],
  ["429", "Too Many Requests", /Too many requests\. `Retry-After` should contain the seconds to wait/],
  ["500", "Internal Server Error", /Webex failed.*If this persists, contact the Webex Developer Support team/],
  ["502", "Bad Gateway", /server behind Webex returned an invalid response\. Retry later/],
  ["503", "Service Unavailable", /overloaded\. Retry later/],
  ["504", "Gateway Timeout", /server behind Webex was too slow.*`max`.*smaller/],
];

describe("the vendor's table of response codes", () => {
  test("has 19 rows", () => {
    expect(successes.length + errors.length).toBe(19);
  });

  test.each(successes)("explains %s %s in the introduction", (status, reason, saying) => {
    const row = document.info.description
      .split("\n")
      .find((line) => line.replaceAll(/ +/g, " ").startsWith(`| ${status} ${reason} |`));
    expect(row).toMatch(saying);
  });

  test.each(successes)("names the operations that return %s %s", (status, _reason, _saying, ids) => {
    const given = operations.filter(({ operation }) => status in operation.responses).map(({ id }) => id);
    expect(given.sort()).toEqual([...ids].sort());
  });

  test.each(operations)("is what $id declares, with one success", ({ operation }) => {
    const statuses = Object.keys(operation.responses);
    expect(statuses.filter((status) => status >= "400")).toEqual(errors.map(([status]) => status));
    expect(statuses.filter((status) => status < "400")).toHaveLength(1);
  });

  test.each(errors)("has the meaning of %s %s that every operation declares", (status, reason, saying) => {
    for (const { path, method } of operations) {
      const { node } = response(path, method, status);
      expect(node.description.replaceAll("\n", " ")).toMatch(saying);
      expect(Object.keys(node.content ?? {})).toEqual(["application/json"]);
      expect(node.content?.["application/json"]?.schema).toEqual({ $ref: "#/components/schemas/ErrorResponse" });
      const name = reason.replaceAll(" ", "");
      const examples = locate(
        document,
        "paths",
        path,
        method,
        "responses",
        status,
        "content",
        "application/json",
        "examples",
      );
      expect(Object.keys(examples.node as object)).toEqual([name]);
    }
  });
});

describe("the headers of responses", () => {
  test.each(operations)(
    "of $id are the tracking id on all, and the time to wait on 423 and 429",
    ({ path, method, operation }) => {
      for (const status of Object.keys(operation.responses)) {
        const { headers = {} } = response(path, method, status).node;
        const names = Object.keys(headers).sort();
        const link = operation.operationId === "listWebhooks" && status === "200" ? ["Link"] : [];
        const wait = status === "423" || status === "429" ? ["Retry-After"] : [];
        expect(names, status).toEqual([...link, ...wait, "TrackingID"]);
        for (const name of names) expect(headers[name]).toEqual({ $ref: `#/components/headers/${name}` });
      }
    },
  );

  test.each([
    ["Retry-After", /Seconds to wait.*Expected on 429, possible on 423/],
    ["TrackingID", /request.*support/],
    ["Link", /RFC 8288.*`rel="next"`/],
  ])("are strings with a description: %s", (name, saying) => {
    const { node } = locate<{ description: string; schema: object }>(document, "components", "headers", name);
    expect(node.schema).toEqual({ type: "string" });
    expect(node.description.replaceAll("\n", " ")).toMatch(saying);
  });
});

describe("the body of an error", () => {
  test.each([
    ["message", "string", true],
    ["errors", "object", false],
    ["errors.description", "string", false],
    ["errors.errorCode", "integer", false],
    ["errorCode", "integer", false],
    ["trackingId", "string", false],
  ])("has %s of type %s, always there: %s", (field, type, required) => {
    expect(fieldOf("webex", "ErrorResponse", field)).toMatchObject({ required, schema: { type } });
  });
});

function response(path: string, method: string, status: string) {
  return locate<ResponseObject>(document, "paths", path, method, "responses", status);
}
