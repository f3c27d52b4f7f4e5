import { describe, expect, it } from "vitest";
import { basePathOf, isLoopback, isLoopbackUrl, pathRouter } from "../../src/http/hosts.js";

describe("loopback", () => {
  it.each([
    "http://localhost",
    "http://localhost:80/x",
    "https://127.0.0.1",
    "http://127.8.9.1:1",
    "http://127.1/",
    "http://[::1]:8080",
  ])("is %s", (url) => {
    expect(isLoopbackUrl(url)).toBe(true);
  });

  it.each([
    "http://example.com",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://localhost@example.com",
    "http://app.localhost",
    "http://10.0.0.1",
    "http://0.0.0.0",
    "http://192.168.1.1",
    "http://[::]",
    "http://[::2]",
    "http://[::ffff:10.0.0.1]",
    "http://128.0.0.1",
  ])("is not %s", (url) => {
    expect(isLoopbackUrl(url)).toBe(false);
  });

  it("is not an empty host", () => {
    expect(isLoopback("")).toBe(false);
  });
});

describe("the path that a request is routed by", () => {
  const pathOf = pathRouter([
    { path: "/one", servers: ["https://api.example.com/v1", "https://api.example.org"] },
    { path: "/two", servers: ["https://two.example.net"] },
    { path: "/_sandbox", servers: [] },
  ]);

  it.each([
    ["http://localhost:8787/one/v1/webhooks?max=1", "/one/v1/webhooks"],
    ["http://localhost:8787/one/v1/webhooks/", "/one/v1/webhooks"],
    ["http://localhost:8787/one/v1/webhooks//", "/one/v1/webhooks/"],
    ["http://localhost:8787/one/v1/webhooks/a%2Fb", "/one/v1/webhooks/a%2Fb"],
    ["http://localhost:8787/_sandbox/", "/_sandbox"],
    ["http://localhost:8787/", "/"],
    ["https://api.example.com/v1/webhooks", "/one/v1/webhooks"],
    ["https://api.example.org/v1/webhooks", "/one/v1/webhooks"],
    ["https://two.example.net/v1/webhooks", "/two/v1/webhooks"],
    ["https://api.example.com/_sandbox/", "/_sandbox"],
    ["https://api.example.com/two/api", "/two/api"],
    ["https://api.example.com/onexample", "/one/onexample"],
    ["https://api.example.com:8443/v1/webhooks", "/v1/webhooks"],
    ["https://api.example.com.example.net/v1/webhooks", "/v1/webhooks"],
  ])("of %s is %s", (url, path) => {
    expect(pathOf(url)).toBe(path);
  });
});

describe("the base path of servers", () => {
  it("is the path of the first, without a trailing slash", () => {
    expect(basePathOf(["https://api.example.com/v1"])).toBe("/v1");
    expect(basePathOf(["https://api.example.com/v1/"])).toBe("/v1");
    expect(basePathOf(["https://api.example.com", "https://api.example.org"])).toBe("");
  });
});
