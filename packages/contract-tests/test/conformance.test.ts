import { describe, expect, test } from "vitest";
import type { Api } from "../src/apis.ts";
import { requestFaults } from "../src/conformance/request.ts";
import { responseFaults } from "../src/conformance/response.ts";

const id = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
const authorization = { authorization: "Bearer k7" };
const json = { ...authorization, "content-type": "application/json" };
const hook = { name: "Spaces", targetUrl: "https://hooks.example.com", resource: "rooms", event: "created" };
const list = "https://webexapis.com/v1/webhooks";
const url8x8 = `https://chatapps.8x8.uk/api/v1/accounts/${id}/webhooks`;

function createRequest(method: string, url: string, body?: unknown, headers: Record<string, string> = json): Request {
  return new Request(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

const requests: [string, Api, Request, string[]][] = [
  ["a valid list", "webex", createRequest("GET", `${list}?max=5&ownedBy=org`), []],
  ["a valid creation", "webex", createRequest("POST", list, hook), []],
  ["a valid update", "webex", createRequest("PUT", `${list}/Y2lz`, hook), []],
  ["a valid array", "8x8", createRequest("POST", url8x8, [{ subAccountId: "*", url: hook.targetUrl }]), []],
  [
    "another host",
    "webex",
    createRequest("GET", "https://example.com/v1/webhooks"),
    ["https://example.com isn't a server of webex"],
  ],
  [
    "a host that begins alike",
    "webex",
    createRequest("GET", "https://webexapis.com/v1webhooks"),
    ["https://webexapis.com isn't a server of webex"],
  ],
  ["another path", "webex", createRequest("GET", `${list}/a/b`), ["GET /webhooks/a/b isn't an operation of webex"]],
  [
    "another method",
    "webex",
    createRequest("PATCH", `${list}/a`, {}),
    ["PATCH /webhooks/a isn't an operation of webex"],
  ],
  [
    "no token",
    "webex",
    createRequest("GET", list, undefined, {}),
    ["the Authorization header doesn't contain a bearer token"],
  ],
  [
    "a token of another scheme",
    "webex",
    createRequest("GET", list, undefined, { authorization: "Basic k7" }),
    ["the Authorization header doesn't contain a bearer token"],
  ],
  [
    "an unknown query parameter",
    "webex",
    createRequest("GET", `${list}?page=2`),
    ["the query parameter page isn't declared"],
  ],
  [
    "a query parameter given twice",
    "webex",
    createRequest("GET", `${list}?max=2&max=3`),
    ["the query parameter max is given 2 times"],
  ],
  ["a wrong query parameter", "webex", createRequest("GET", `${list}?max=0`), ["the parameter max can't be 0"]],
  [
    "a query parameter that isn't a number",
    "webex",
    createRequest("GET", `${list}?max=many`),
    ['the parameter max can\'t be "many"'],
  ],
  [
    "a wrong path parameter",
    "8x8",
    createRequest("GET", url8x8.replace(id, "Acme")),
    ['the parameter accountId can\'t be "Acme"'],
  ],
  [
    "a body where none is declared",
    "webex",
    createRequest("DELETE", `${list}/a`, {}),
    ["there is a body where none is declared"],
  ],
  [
    "another media type",
    "webex",
    createRequest("POST", list, hook, { ...json, "content-type": "text/plain" }),
    ['the media type "text/plain" isn\'t declared'],
  ],
  [
    "a wrong body",
    "webex",
    createRequest("POST", list, { ...hook, event: "new" }),
    ["the body's /event must be equal to one of the allowed values"],
  ],
  [
    "an object for an array",
    "8x8",
    createRequest("DELETE", url8x8, { subAccountId: "*" }),
    ["the body's root must be array"],
  ],
];

const error = { message: "No.", trackingId: "ROUTER_1" };
const headers = { "content-type": "application/json;charset=UTF-8", trackingid: "ROUTER_1" };

const responses: [string, Api, string, Response, string[]][] = [
  ["a valid page", "webex", "listWebhooks", Response.json({ items: [] }, { headers }), []],
  ["a valid error", "webex", "getWebhook", Response.json(error, { status: 404, headers }), []],
  ["a valid deletion", "webex", "deleteWebhook", new Response(null, { status: 204, headers: { trackingid: "1" } }), []],
  ["a valid creation", "8x8", "createOrReplaceWebhooks", new Response(null), []],
  [
    "an undeclared status",
    "webex",
    "listWebhooks",
    Response.json(error, { status: 418 }),
    ["the status 418 isn't declared"],
  ],
  [
    "a success that another operation has",
    "webex",
    "createWebhook",
    Response.json({}, { status: 201 }),
    ["the status 201 isn't declared"],
  ],
  [
    "an undeclared header",
    "webex",
    "listWebhooks",
    Response.json({ items: [] }, { headers: { etag: "1" } }),
    ["the header etag isn't declared"],
  ],
  [
    "a header of another status",
    "webex",
    "getWebhook",
    Response.json(error, { status: 404, headers: { "retry-after": "3" } }),
    ["the header retry-after isn't declared"],
  ],
  [
    "another media type",
    "webex",
    "listWebhooks",
    new Response("<p>", { headers: { "content-type": "text/html" } }),
    ['the media type "text/html" isn\'t declared'],
  ],
  [
    "a body where none is declared",
    "8x8",
    "deleteWebhooks",
    Response.json({}),
    ["there is a body where none is declared"],
  ],
  [
    "a wrong body",
    "8x8",
    "listWebhooks",
    Response.json([{ subAccountId: "*" }]),
    ["the body's /0 must have required property 'url'"],
  ],
  [
    "a wrong body by default",
    "8x8",
    "listWebhooks",
    Response.json({}, { status: 429 }),
    ["the body's root must have required property 'code'"],
  ],
  [
    "an undeclared format",
    "8x8",
    "listWebhooks",
    Response.json({ code: 1, errorId: "7", timestamp: "2026-03-09T08:15:42Z" }, { status: 400 }),
    ['the body\'s /errorId must match format "uuid"'],
  ],
];

describe("requestFaults", () => {
  test.each(requests)("returns what is wrong with %s", async (_title, api, request, faults) => {
    expect(await requestFaults(api, request)).toEqual(faults);
  });
});

describe("responseFaults", () => {
  test.each(responses)("returns what is wrong with %s", async (_title, api, operationId, response, faults) => {
    expect(await responseFaults(api, operationId, response)).toEqual(faults);
  });
});
