import { createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Prism, startPrism } from "../../lib/prism.ts";
import { type ApiRequest, requestsOf } from "../../lib/requests.ts";
import { type ApiResponse, send } from "../../lib/send.ts";
import { differences, type Verdict } from "./differences.ts";

const webhook = { name: "Spaces", targetUrl: "https://hooks.example.com", resource: "rooms", event: "created" };
const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";

/** Sends a request to an API that has one webhook. */
async function sendTo(url: string, sandbox: Sandbox, { path, ...request }: ApiRequest): Promise<ApiResponse> {
  sandbox.reset();
  const response = await sandbox.fetch(`${sandbox.url.webex}/webhooks`, {
    method: "POST",
    headers: { authorization: "Bearer k7", "content-type": "application/json" },
    body: JSON.stringify(webhook),
  });
  const { id } = (await response.json()) as { id: string };
  return send(url + path.replace("{webhookId}", id).replace("{accountId}", accountId), request);
}

/** Returns Prism's verdict. What it lets through gets the sandbox's response; its own responses are problem details. */
function verdictOfPrism({ status, headers }: ApiResponse): Verdict {
  return headers["content-type"]?.startsWith("application/problem+json") ? status : "accepted";
}

/** Prism has one status for all that is wrong with parameters and bodies, for which the documents declare 400. */
function agree(sandbox: Verdict, prism: Verdict): boolean {
  return sandbox === prism || (sandbox === 400 && prism === 422);
}

describe.each(["webex", "8x8"] as const)("Prism, with 300 requests to %s,", (api) => {
  const requests = requestsOf(api, 300);
  const faults: string[] = [];
  const found = new Map<string, { request: string; operations: string[]; sandbox: Verdict; prism: Verdict }>();
  const accepted = { sandbox: 0, prism: 0 };
  let sandbox: Sandbox;
  let prism: Prism;

  beforeAll(async () => {
    sandbox = createSandbox();
    await sandbox.listen();
    prism = await startPrism(api, sandbox.url[api]);
    for (const request of requests) {
      const [operation = "", what = ""] = request.title.split(": ", 2);
      const response = await sendTo(sandbox.url[api], sandbox, request);
      // HEAD has the headers of a body that it doesn't have.
      if (request.method !== "HEAD") {
        faults.push(...prism.responseFaults(operation, response).map((fault) => `${request.title}: ${fault}`));
      }
      const verdicts = {
        sandbox: response.status < 400 ? ("accepted" as const) : response.status,
        prism: verdictOfPrism(await sendTo(prism.url, sandbox, request)),
      };
      if (verdicts.sandbox === "accepted") accepted.sandbox += 1;
      if (verdicts.prism === "accepted") accepted.prism += 1;
      if (agree(verdicts.sandbox, verdicts.prism)) continue;
      const key = JSON.stringify([what, verdicts]);
      const { operations } = found.get(key) ?? { operations: [] };
      found.set(key, { request: what, operations: [...new Set([...operations, operation])], ...verdicts });
    }
  });
  afterAll(async () => {
    await prism.close();
    await sandbox.close();
  });

  it("accepts and rejects what the sandbox does, with the same status, but for the listed differences", () => {
    const listed = differences.filter(({ operations }) => operations[api]);
    const byRequest = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b));
    expect([...found.values()].sort(byRequest)).toEqual(
      listed
        .map(({ request, operations, sandbox, prism }) => ({ request, operations: operations[api], sandbox, prism }))
        .sort(byRequest),
    );
  });

  it("finds nothing wrong with a response of the sandbox", () => {
    expect(faults).toEqual([]);
  });

  it("gets at least 75 requests of either kind", () => {
    expect(requests).toHaveLength(300);
    for (const count of Object.values(accepted)) {
      expect(count).toBeGreaterThan(75);
      expect(count).toBeLessThan(225);
    }
  });
});
