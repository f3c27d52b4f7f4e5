import { describe, expect, it } from "vitest";
import { type Sending, sendingOf } from "../../src/client/sending.js";
import { rejection } from "../helpers.js";
import { desired, script, systemError } from "./script.js";

const failed = (cause: unknown) => new TypeError("fetch failed", { cause });
const coded = (code: string, message = code) => Object.assign(new Error(message), { code });
const deno = (reason: string) =>
  failed(new Error(`error sending request for url (http://a.example/): client error (${reason}`));

const doubt = "The request may have been processed. Check before you retry.";

const failures: readonly [what: string, error: unknown, sending: Sending][] = [
  ["Node: refused", systemError("ECONNREFUSED"), "notSent"],
  ["Node: refused on two addresses", new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")]), "notSent"],
  ["Node: no route, from connect", failed(Object.assign(coded("EHOSTUNREACH"), { syscall: "connect" })), "notSent"],
  ["Node: unknown host", systemError("ENOTFOUND"), "notSent"],
  ["Node: no DNS", systemError("EAI_AGAIN"), "notSent"],
  ["Node: no connection in time", systemError("UND_ERR_CONNECT_TIMEOUT"), "notSent"],
  ["Node: certificate", failed(coded("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate")), "impossible"],
  ["Node: chain", failed(coded("SELF_SIGNED_CERT_IN_CHAIN")), "impossible"],
  ["Node: issuer", failed(coded("UNABLE_TO_VERIFY_LEAF_SIGNATURE")), "impossible"],
  ["Node: expired", failed(coded("CERT_HAS_EXPIRED")), "impossible"],
  ["Node: another name", failed(coded("ERR_TLS_CERT_ALTNAME_INVALID")), "impossible"],
  ["Node: no TLS", failed(coded("ERR_SSL_WRONG_VERSION_NUMBER")), "impossible"],
  ["Node: blocked port", failed(new Error("bad port")), "impossible"],
  ["Node: reset", systemError("ECONNRESET"), "unknown"],
  ["Node: closed", systemError("UND_ERR_SOCKET"), "unknown"],
  ["Node: broken TLS record", failed(coded("ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC")), "unknown"],
  ["Node: a write that failed", failed(Object.assign(coded("EPIPE"), { syscall: "write" })), "unknown"],
  [
    "undici: the proxy has no tunnel",
    failed(coded("UND_ERR_ABORTED", "Proxy response (502) !== 200 when HTTP Tunneling")),
    "notSent",
  ],
  ["Bun: refused", Object.assign(new TypeError("Unable to connect"), { code: "ConnectionRefused" }), "notSent"],
  ["Bun: no TLS", Object.assign(new TypeError("EPROTO: The TLS handshake failed."), { code: "EPROTO" }), "impossible"],
  ["Bun: reset", Object.assign(new TypeError("The socket connection was closed"), { code: "ECONNRESET" }), "unknown"],
  ["Deno: refused", deno("Connect): tcp connect error: Connection refused (os error 111)"), "notSent"],
  ["Deno: unknown host", deno("Connect): dns error: failed to lookup address information"), "notSent"],
  ["Deno: certificate", deno("Connect): invalid peer certificate: UnknownIssuer"), "impossible"],
  ["Deno: no TLS", deno("Connect): received corrupt message of type InvalidContentType"), "impossible"],
  ["Deno: blocked port", new TypeError("Fetch failed: Requests to port 6666 are blocked"), "impossible"],
  ["Deno: closed", deno("SendRequest): connection closed before message completed"), "unknown"],
  ["workerd", new Error("Network connection lost."), "unknown"],
  ["Chromium", new TypeError("Failed to fetch"), "unknown"],
  ["Firefox", new TypeError("NetworkError when attempting to fetch resource."), "unknown"],
  ["Safari", new TypeError("Load failed"), "unknown"],
  [
    "a URL that can't be parsed",
    new TypeError("Failed to parse URL", { cause: coded("ERR_INVALID_URL") }),
    "impossible",
  ],
  ["node-fetch: a URL", Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL" }), "impossible"],
  ["a mistake in the code", new TypeError("Cannot read properties of undefined (reading 'agent')"), "impossible"],
  ["a name that doesn't exist", new ReferenceError("agent is not defined"), "impossible"],
  ["an error of a user", new Error("unplugged"), "unknown"],
  ["nothing", undefined, "unknown"],
  ["a text", "ECONNREFUSED", "unknown"],
];

describe("what a custom fetch throws", () => {
  it.each(failures)("tells of the request: %s", (_what, error, sending) => {
    expect(sendingOf(error, true)).toBe(sending);
  });

  it.each(failures)("decides on retries and the hint of a create: %s", async (_what, error, sending) => {
    const { clock, requests, webex } = script({}, () => Promise.reject(error));
    const failure = await clock.settle(rejection(webex.create(desired)));
    const hint = sending === "unknown" ? doubt : undefined;
    const posts = requests.filter(({ method }) => method === "POST").length;
    expect(failure).toMatchObject({ name: "NetworkError", hint, retryable: sending !== "impossible" });
    expect(failure).toMatchObject({ notSent: sending !== "unknown" });
    // Where it may have been sent, it is repeated only after a list, and that fails too.
    expect(posts).toBe(sending === "notSent" ? 3 : 1);
  });

  it("is judged as the platform's where it isn't the code of a custom one", () => {
    expect(sendingOf(new TypeError("La connexion a été perdue."), false)).toBe("unknown");
  });
});

describe("a fetch that throws instead of returning a promise", () => {
  it("has sent nothing, whatever it throws, and isn't called again", async () => {
    for (const error of [new Error("unplugged"), systemError("ECONNRESET"), undefined]) {
      let calls = 0;
      const fetch = () => {
        calls += 1;
        throw error;
      };
      const { clock, webex } = script({ fetch });
      const failure = await clock.settle(rejection(webex.create(desired)));
      expect(failure).toMatchObject({ name: "NetworkError", hint: undefined, notSent: true, retryable: false });
      expect(calls).toBe(1);
    }
  });
});

describe("a runtime that doesn't report the cause", () => {
  it("has a hint that lists what to check where the request does no harm twice", async () => {
    const { clock, webex } = script({}, new TypeError("Failed to fetch"));
    const failure = (await clock.settle(rejection(webex.get("Zm9v")))) as Error;
    expect(failure.message).toBe(
      "GET https://webexapis.com/v1/webhooks/Zm9v got no response: Failed to fetch. This runtime doesn't report why. Check the address, its certificate and, in a browser, CORS.",
    );
    expect(failure).toMatchObject({ attempts: 3, retryable: true });
  });
});
