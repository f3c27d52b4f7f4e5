import { describe, expect, test } from "vitest";
import { documentOf } from "../../../src/apis.ts";
import type { ResponseObject } from "../../../src/document.ts";
import { fieldNames, fieldOf } from "../../../src/fields.ts";
import { findOperation } from "../../../src/operations.ts";
import { locate, resolveSchema } from "../../../src/pointer.ts";

const document = documentOf("8x8");
const create = findOperation("8x8", "createOrReplaceWebhooks");

type Row = [field: string, type: string, required: boolean, example: unknown, saying: RegExp, also?: object];

/** The fields of an item of the body, by the vendor's reference page. */
const fields: Row[] = [
  [
    "subAccountId",
    "string",
    true,
    "Onion_Marketing",
    /id of a sub-account for its events, or `\*` for.*all sub-accounts/,
  ],
  ["url", "string", true, "http://example.com", /URL that the platform sends events to/, { format: "uri" }],
  ["httpAuthorization", "string", false, "Bearer 9QQhlsEb8VY", /`Authorization` header of every delivery.*static/],
  ["enabled", "boolean", false, false, /delivered.*stops its deliveries/, { default: true }],
  ["type", "string", false, "MSG", /events to deliver/, { enum: expect.arrayContaining(["CADR", "MSG", "CABM"]) }],
  [
    "oauth",
    "object",
    false,
    undefined,
    /OAuth 2\.0 client credentials.*fetches an access token.*authorizes its deliveries/,
  ],
  ["oauth.url", "string", true, "https://auth.example.com/oauth/token", /token endpoint/, { format: "uri" }],
  ["oauth.clientId", "string", true, "my-client-id", /client id/],
  ["oauth.clientSecret", "string", true, "my-client-secret", /client secret/],
  [
    "oauth.credentialsLocation",
    "string",
    true,
    "header",
    /`header`: HTTP Basic.*`body`: in the form/,
    { enum: ["header", "body"] },
  ],
  ["oauth.scope", "string", false, "read write", /scopes.*separated by spaces/],
];

/** The fields of an error's body. */
const errorFields: Row[] = [
  ["code", "integer", true, 1001, /kind of error/],
  ["message", "string", false, "Provided subAccountId doesn't belongs to your account", /description of the error/],
  ["errorId", "string", false, "91b106f0-c0da-4aba-a43a-7af9c5893a80", /Quote it to 8x8 support/, { format: "uuid" }],
  [
    "timestamp",
    "string",
    false,
    "2017-04-19T02:31:19.4297387+00:00",
    /time at which.*happened/,
    { format: "date-time" },
  ],
];

/** Sentences of the page, and where ours stand. */
const sentences: [string, () => string | undefined, RegExp][] = [
  ["a POST adds a webhook or changes one", () => create.operation.description, /replaces the one with the same/],
  ["* is a scope of all sub-accounts", () => create.operation.description, /`\*` as the sub-account.*all sub-accounts/],
  [
    "* is a type-wide scope, which isn't a value",
    () => create.operation.description,
    /type-wide scope with `\*`, but `\*` isn't/,
  ],
  ["* as a type isn't a value", () => description("type"), /`\*`, the type-wide scope.*isn't one of the values/],
  ["the account id is to be filled in", () => create.parameters[0]?.description, /id of the account/],
  [
    "Basic is user:password in base64",
    () => description("httpAuthorization"),
    /`user:password` in base64, such as `Basic dXNlcjpwYXNzd29yZA==`/,
  ],
  ["Bearer is a token", () => description("httpAuthorization"), /`Bearer` and a space, then the token/],
  ["the value is sent unchanged", () => description("httpAuthorization"), /sent unchanged/],
  [
    "with OAuth it is left empty",
    () => description("httpAuthorization"),
    /Omit it, or leave it empty, if `oauth` is set/,
  ],
  ["OAuth excludes the fixed value", () => description("oauth"), /`oauth` and `httpAuthorization` exclude each other/],
  ["CADR is delivery receipts", () => description("type"), /`CADR`: delivery receipts/],
  ["MSG is inbound messages", () => description("type"), /`MSG`: inbound messages/],
  ["CABM is business updates", () => description("type"), /`CABM`: business updates of messaging apps/],
  ["no type means CADR and MSG", () => description("type"), /omitted.*two webhooks, `CADR` and `MSG`/],
  [
    "success has no body",
    () => create.operation.responses["200"]?.description,
    /created or replaced\. There is no body/,
  ],
];

const statuses: [status: string, saying: RegExp][] = [
  ["400", /request is invalid/],
  ["401", /API key is missing or not valid/],
  ["500", /platform failed/],
];

const shared = {
  code: 1001,
  message: "Provided subAccountId doesn't belongs to your account",
  errorId: "91b106f0-c0da-4aba-a43a-7af9c5893a80",
  timestamp: "2017-04-19T02:31:19.4297387+00:00",
};

/** The examples that the page shows under each status. */
const shown: [status: string, example: Record<string, unknown>][] = [
  ["400", shared],
  [
    "400",
    {
      code: 1002,
      message: "Invalid MSISDN format (not E.164 international number)",
      errorId: "b4478860-b76c-e811-814e-022a35cc1c71",
      timestamp: "2018-08-04T09:25:40.9235752+00:00",
    },
  ],
  ["401", shared],
  [
    "401",
    {
      code: 1200,
      message: "Request was not authenticated properly",
      errorId: "db9dced4-3534-4d86-9d18-6b448af0d621",
      timestamp: "2018-08-02T09:42:38.8988997+00:00",
    },
  ],
  ["500", shared],
  [
    "500",
    {
      code: 2000,
      message: "Internal server error",
      errorId: "db9dced4-3534-4d86-9d18-6b448af0d621",
      timestamp: "2018-07-02T09:42:38.8988997+00:00",
    },
  ],
];

describe("the vendor's reference page of creating 8x8 webhooks", () => {
  test("has POST https://chatapps.8x8.com/api/v1/accounts/:accountId/webhooks", () => {
    expect(create).toMatchObject({ method: "post", path: "/api/v1/accounts/{accountId}/webhooks" });
    expect(document.servers[0]?.url).toBe("https://chatapps.8x8.com");
  });

  test("bounds the account id by length and pattern", () => {
    expect(create.parameters).toMatchObject([{ name: "accountId", in: "path", required: true }]);
    expect(resolveSchema(document, create.parameters[0]?.schema ?? {})).toMatchObject({
      type: "string",
      minLength: 32,
      maxLength: 36,
      pattern: "^[0-9A-Fa-f]{8}[-]?(?:[0-9A-Fa-f]{4}[-]?){3}[0-9A-Fa-f]{12}$",
    });
  });

  test("takes an array of items", () => {
    const { schema } = create.operation.requestBody?.content["application/json"] ?? {};
    expect(resolveSchema(document, schema ?? {}).type).toBe("array");
    expect(create.operation.requestBody?.required).toBe(true);
  });

  test.each(fields)("has the field %s of type %s, required: %s, for example %s", (...row) => {
    check("CreateOrReplaceWebhooksRequest", row);
  });

  test.each(errorFields)("has in an error the field %s of type %s, always there: %s, for example %s", (...row) => {
    check("ErrorResponse", row);
  });

  test("names no other field than the schemas", () => {
    const oauth = fieldOf("8x8", "WebhookConfiguration", "oauth").schema.properties ?? {};
    const names = [...fieldNames("8x8", "WebhookConfiguration"), ...Object.keys(oauth).map((name) => `oauth.${name}`)];
    expect(names.sort()).toEqual(fields.map(([field]) => field).sort());
    expect(fieldNames("8x8", "ErrorResponse")).toEqual(errorFields.map(([field]) => field));
  });

  test.each(sentences)("states that %s", (_title, words, saying) => {
    expect(words()?.replaceAll("\n", " ")).toMatch(saying);
  });

  test.each(statuses)("has the error %s", (status, saying) => {
    expect(response(status).description).toMatch(saying);
    expect(response(status).content?.["application/json"]?.schema).toEqual({
      $ref: "#/components/schemas/ErrorResponse",
    });
  });

  test.each(shown)("shows under %s the example %o", (status, example) => {
    expect(examples(status)).toContainEqual(example);
  });

  test("shows two examples under each error", () => {
    expect(statuses.map(([status]) => examples(status).length)).toEqual([2, 2, 2]);
  });

  test("has one success, 200 without a body", () => {
    const successes = Object.keys(create.operation.responses).filter((status) => status.startsWith("2"));
    expect(successes).toEqual(["200"]);
    expect(create.operation.responses["200"]).not.toHaveProperty("content");
  });
});

function check(component: string, [name, type, required, example, saying, also = {}]: Row): void {
  const field = fieldOf("8x8", component, name);
  expect(field).toMatchObject({ required, schema: { type, ...also } });
  expect(field.schema.examples?.[0]).toEqual(example);
  expect(field.schema.description?.replaceAll("\n", " ")).toMatch(saying);
}

function description(field: string): string | undefined {
  return fieldOf("8x8", "WebhookConfiguration", field).schema.description;
}

function response(status: string): ResponseObject {
  return locate<ResponseObject>(document, "paths", create.path, create.method, "responses", status).node;
}

function examples(status: string): unknown[] {
  const at = ["paths", create.path, create.method, "responses", status, "content", "application/json", "examples"];
  const names = Object.keys(locate<object>(document, ...at).node);
  return names.map((name) => locate<{ value: unknown }>(document, ...at, name).node.value);
}
