import { servers as servers8x8 } from "@comms-webhooks/8x8-client";
import { servers as webexServers } from "@comms-webhooks/webex-client";
import { describe, expect, it } from "vitest";
import { requestPath } from "../src/request-path.js";

describe("the path of a request", () => {
  it.each([
    ["http://localhost:8787/webex/v1/webhooks?max=1", "/webex/v1/webhooks"],
    ["http://localhost:8787/webex/v1/webhooks/", "/webex/v1/webhooks"],
    ["http://localhost:8787/webex/v1/webhooks//", "/webex/v1/webhooks/"],
    ["http://localhost:8787/webex/v1/webhooks/a%2Fb", "/webex/v1/webhooks/a%2Fb"],
    ["http://localhost:8787/_sandbox/", "/_sandbox"],
    ["http://localhost:8787/", "/"],
    ["https://webexapis.com/_sandbox/", "/_sandbox"],
    ["https://webexapis.com/8x8/api", "/8x8/api"],
    ["https://webexapis.com/webexample", "/webex/webexample"],
    ["https://webexapis.com:8443/v1/webhooks", "/v1/webhooks"],
    ["https://webexapis.com.example.net/v1/webhooks", "/v1/webhooks"],
  ])("of %s is %s", (url, path) => {
    expect(requestPath(url)).toBe(path);
  });

  it("is below the API's mount for each of the vendors' servers", () => {
    for (const server of Object.values(webexServers)) {
      expect(requestPath(`${server}/webhooks`)).toBe("/webex/v1/webhooks");
    }
    for (const server of Object.values(servers8x8)) {
      expect(requestPath(`${server}/api/v1`)).toBe("/8x8/api/v1");
    }
  });
});
