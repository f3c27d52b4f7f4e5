import { createManualClock, createSandbox } from "@comms-webhooks/sandbox";
import type { Io } from "../src/index.js";
import { accountId } from "./random-pair.js";
import { type Ran, run, writeWebhooks } from "./run.js";

/** The time at which the tests of commands begin. */
export const start = Date.parse("2026-11-26T12:00:00Z");

/** The environment of these tests. */
export const env = { WEBEX_TOKEN: "webex-t0ken", API_KEY: "8x8-k3y", SECRET: "hush-s3cret" };

const url = "https://hooks.example.com";

/** A file of each kind of webhook. */
export const file = {
  webex: {
    accounts: {
      default: {
        token: "${WEBEX_TOKEN}",
        defaults: { targetUrl: `${url}/webex`, secret: "${SECRET}" },
        webhooks: {
          Lobby: { resource: "messages", event: "created", filter: "roomType=group" },
          Rooms: { resource: "rooms", event: "created" },
          Meetings: { resource: "meetings", event: "started" },
          Cards: { resource: "attachmentActions", event: "created" },
          Members: { resource: "memberships", event: "all" },
        },
      },
    },
  },
  "8x8": {
    accounts: {
      default: {
        accountId,
        apiKey: "${API_KEY}",
        region: "europe",
        webhooks: { "*": { MSG: { url: `${url}/8x8`, httpAuthorization: "${SECRET}" } } },
      },
    },
  },
};

/** A sandbox with webhooks of each kind, and a function that runs commands on it. */
export async function scene(folder: string) {
  const clock = createManualClock(start);
  let uuids = 0;
  const randomUUID = () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, "0")}` as const;
  const sandbox = createSandbox({ ...clock, randomUUID });
  const path = writeWebhooks(folder, file);
  const call = (target: string, method: string, body: object) =>
    sandbox.fetch(target, {
      method,
      body: JSON.stringify(body),
      headers: { authorization: "Bearer webex-t0ken", "content-type": "application/json" },
    });
  const webex = async (name: string, fields: object) => {
    const common = { name, targetUrl: `${url}/webex`, secret: env.SECRET };
    const response = await call("https://webexapis.com/v1/webhooks", "POST", { ...common, ...fields });
    return ((await response.json()) as { id: string }).id;
  };
  const ids = {
    rooms: await webex("Rooms", {
      targetUrl: "https://old.example.com/webex",
      resource: "rooms",
      event: "created",
      secret: "old-s3cret",
    }),
    meetings: await webex("Meetings", { resource: "meetings", event: "ended" }),
    cards: await webex("Cards", { resource: "attachmentActions", event: "created" }),
    members: await webex("Members", { resource: "memberships", event: "all" }),
    other: await webex("By hand", { resource: "rooms", event: "updated" }),
  };
  sandbox.disableWebexWebhook(ids.cards);
  const commands = (
    args: readonly string[],
    io: Partial<Omit<Io, "stdin">> & { terminal?: boolean; stdin?: string[] } = {},
  ) =>
    run([...args, ...(args[0] === "import" || args.length === 0 || args.includes("--help") ? [] : ["--file", path])], {
      env,
      fetch: (target, init) => sandbox.fetch(target, init as RequestInit),
      now: clock.now,
      setTimer: clock.setTimer,
      ...io,
    });
  return { clock, sandbox, ids, path, run: commands };
}

/** Returns a run as a recording has it: without what differs from one machine to the next. */
export function recorded({ code, stdout, stderr }: Ran, folder: string): string {
  const text = `${stdout}${stderr ? `--- standard error\n${stderr}` : ""}--- exit code ${code}\n`;
  return text.replaceAll(folder, "").replaceAll("\u001b", "␛");
}
