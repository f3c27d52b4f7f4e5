import { describe, expect, it } from "vitest";
import { isLoopback, isLoopbackUrl } from "../src/loopback.js";

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

  it("is no empty host", () => {
    expect(isLoopback("")).toBe(false);
  });
});
