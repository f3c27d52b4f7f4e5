import { createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unpack } from "../../lib/unpack.ts";
import { judgeDeliveries, listenForVerdicts, rightVerdicts, type VerdictServer } from "../../lib/verdicts.ts";

const integrity = "sha512-AX7LQSO7IrIgsaXBQG/TD9k4k2YZ02+Anicrb1IWZdcBnlrz7bMhQdfxgxPTUHJ6r5t6fWVJlW35wpnc8xkVVA==";

/** The part of n8n's trigger that runs without n8n itself. */
interface Trigger {
  webhookMethods: { default: Record<"checkExists" | "create" | "delete", (this: object) => Promise<boolean>> };
  webhook(this: object): Promise<{ workflowData?: unknown }>;
}

interface RequestOptions {
  method: string;
  uri: string;
  body?: object;
  qs?: Record<string, string>;
  resolveWithFullResponse?: boolean;
}

let sandbox: Sandbox;
let trigger: Trigger;
let server: VerdictServer;
const workflowData: unknown[] = [];
/** What n8n remembers for a trigger. */
const memory: Record<string, unknown> = {};

beforeAll(async () => {
  sandbox = createSandbox();
  await sandbox.listen();
  const require = await unpack("n8n-nodes-base", "1.121.0", integrity, "dist/nodes/Cisco/*");
  const { CiscoWebexTrigger } = require("./dist/nodes/Cisco/Webex/CiscoWebexTrigger.node.js");
  trigger = new CiscoWebexTrigger();
  server = await listenForVerdicts(
    async (headers, rawBody) => {
      const delivery = {
        getBodyData: () => JSON.parse(rawBody.toString()),
        getHeaderData: () => headers,
        getRequestObject: () => ({ rawBody }),
      };
      const result: { workflowData?: unknown } = await trigger.webhook
        .call({ ...contextOf(server.url), ...delivery })
        .catch((error: unknown) => {
          // n8n itself parses a body before the trigger is asked.
          if (error instanceof SyntaxError) return {};
          throw error;
        });
      if (result.workflowData === undefined) return false; // n8n's word for a signature that doesn't match
      workflowData.push(result.workflowData);
      return true;
    },
    () => String(memory["secret"]),
  );
});
afterAll(async () => {
  server.close();
  await sandbox.close();
});

/** Returns what n8n gives a trigger: its parameters, its memory, and requests, which go to the sandbox in place of Webex. */
function contextOf(webhookUrl: string): object {
  const parameters: Record<string, unknown> = {
    resource: "message",
    event: "created",
    filters: {},
    resolveData: false,
  };
  return {
    getNode: () => ({ name: "Cisco Webex Trigger" }),
    getNodeWebhookUrl: () => webhookUrl,
    getWorkflowStaticData: () => memory,
    getNodeParameter: (name: string) => parameters[name],
    getCredentials: async () => ({ clientId: "client", clientSecret: "client secret" }),
    helpers: {
      returnJsonArray: (json: unknown) => [{ json }],
      async requestOAuth2(_credentials: string, options: RequestOptions) {
        const { pathname, search } = new URL(options.uri);
        const url = new URL(`${sandbox.url.webex}${pathname.replace(/^(\/webex)?\/v1/, "")}${search}`);
        for (const [name, value] of Object.entries(options.qs ?? {})) url.searchParams.append(name, value);
        const response = await fetch(url, {
          method: options.method,
          headers: { authorization: "Bearer token", "content-type": "application/json" },
          ...(options.body && { body: JSON.stringify(options.body) }),
        });
        const json: unknown = response.status === 204 ? undefined : await response.json();
        if (!response.ok) throw Object.assign(new Error(response.statusText), { statusCode: response.status });
        return options.resolveWithFullResponse ? { headers: Object.fromEntries(response.headers), body: json } : json;
      },
    },
  };
}

describe("n8n's trigger, with the sandbox in place of Webex,", () => {
  it("registers its webhook, verifies deliveries as this project's receiver does, and removes the webhook", async () => {
    const { checkExists, create, delete: remove } = trigger.webhookMethods.default;
    const context = contextOf(server.url);
    expect(await checkExists.call(context)).toBe(false);
    expect(await create.call(context)).toBe(true);
    expect(sandbox.webhooks().webex).toMatchObject([{ name: `n8n-webhook:${server.url}`, targetUrl: server.url }]);

    expect(await judgeDeliveries(sandbox, server, String(memory["secret"]))).toEqual(rightVerdicts);
    expect(workflowData).toHaveLength(3);
    expect(workflowData[0]).toMatchObject([[{ json: { resource: "messages", event: "created" } }]]);

    expect(await remove.call(context)).toBe(true);
    expect(sandbox.webhooks().webex).toEqual([]);
  });

  it("reads a list of several pages to its end, without its own webhook, since it looks for a field that Webex lacks", async () => {
    const { checkExists, create } = trigger.webhookMethods.default;
    const context = contextOf(server.url);
    for (let count = 0; count < 101; count += 1) await create.call(context);
    expect(await checkExists.call(context)).toBe(false);
  });

  it("reports what the sandbox rejects", async () => {
    await expect(trigger.webhookMethods.default.create.call(contextOf("not a URL"))).rejects.toThrow();
  });
});
