import { inspect } from "node:util";
import { createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import { type ClientOptions, isCommsWebhooksError, isHttpError, isTimeoutError } from "comms-webhooks";
import { create8x8Webhooks, type WebhookConfiguration, type Webhooks8x8 } from "comms-webhooks/8x8";
import { type CreateWebhookRequest, createWebexWebhooks, type WebexWebhooks } from "comms-webhooks/webex";
import { type Received, type Rule, startFaultServer } from "./fault-server.ts";

/** An operation of an API, called through its client. */
export interface Operation {
  readonly name: string;
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Which column of a table of faults it is in: what it gives is JSON, it is not idempotent, or it needs no body. */
  readonly column: "json" | "create" | "bodiless";
  readonly call: (clients: Clients, id: string) => Promise<unknown>;
  /** What it gives when all is well, by what the sandbox has afterwards. */
  readonly gives: (stored: Stored) => unknown;
  /** Whether the sandbox shows its effect; reading has none. */
  readonly done?: (stored: Stored) => boolean;
}

interface Clients {
  readonly webex: WebexWebhooks;
  readonly "8x8": Webhooks8x8;
}

type Stored = ReturnType<Sandbox["webhooks"]>;

/** How a case ended. */
export interface Ending {
  /** `ok`, or the name of the error, with the status of an `HttpError`. */
  readonly result: string;
  /** As the hook and, where there is one, the error say. */
  readonly attempts: number;
  /** The methods of the requests that reached the server. */
  readonly requests: string;
  /** Whether the sandbox shows the operation's effect; undefined where it has none. */
  readonly done: boolean | undefined;
  /** The answers that were not given up, the client's timers that are still set, and whether the error shows the token. */
  readonly leaks: { readonly answers: number; readonly timers: number; readonly token: boolean };
  readonly output: unknown;
  readonly gives: unknown;
  readonly error: unknown;
  /** The waits before further attempts, as the hook says. */
  readonly delays: readonly number[];
  readonly received: readonly Received[];
  readonly stored: Stored;
}

/** How a case is played. */
export interface Setting {
  readonly rules?: readonly Rule[];
  /** The connections that are refused before the server begins to listen. */
  readonly refused?: number;
  /** Options of the client, on its own clock. */
  readonly options?: Partial<ClientOptions>;
  /** Milliseconds for an attempt, whatever the pace; plenty unless given. */
  readonly timeout?: number;
  /** How many times as fast as usual the client's clock is. */
  readonly pace?: number;
  /** Changes the sandbox before the call. */
  readonly prepare?: (sandbox: Sandbox) => Promise<unknown>;
  /** The clock of the sandbox. */
  readonly now?: () => Date;
}

/** The token of all calls. */
export const token = "tok-5f0c2d7e91";

/** The time for an attempt where a case is not about it. */
const longTimeout = 5_000;

/** The longest step of a timer, in milliseconds. */
const step = 20;

const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";

/** Where webhooks point to. */
export const targetUrl: string = "https://hooks.example.com/rooms";

/** The 8x8 webhook that is there before. */
export const item: WebhookConfiguration = { subAccountId: "Support_Desk", type: "MSG", url: targetUrl };

/** The webhook that is created. */
export const hook: CreateWebhookRequest = { name: "Spaces", targetUrl, resource: "rooms", event: "created" };

/** Calls an operation through the fault server, with the global `fetch`, and tells how it went. */
export async function play(operation: Operation, setting: Setting = {}): Promise<Ending> {
  const {
    rules = [],
    refused = 0,
    options = {},
    prepare,
    timeout = longTimeout,
    pace = operation.column === "create" ? 10 : 1,
  } = setting;
  const sandbox = createSandbox(setting.now ? { now: setting.now } : {});
  await prepare?.(sandbox);
  const id = operation.column === "create" ? "" : await seed(sandbox);
  const server = await startFaultServer(sandbox, rules, { refuses: refused > 0 });
  const timers = new Set<object>();
  const delays: number[] = [];
  let attempts = 0;
  const client: ClientOptions = {
    auth: token,
    retries: 2,
    timeout: timeout * pace,
    maxRetryAfter: 500,
    random: () => 0,
    // The lists of a create have attempts of their own.
    onAttempt({ operationId, attempt }) {
      if (operationId === operation.id) attempts = attempt;
    },
    onRetry({ operationId, attempt, delay }) {
      if (operationId === operation.id) delays.push(delay);
      if (attempt === refused) server.listen();
    },
    // Most cases have the timers of the platform; these are for long waits and for short time limits.
    ...((pace !== 1 || timeout !== longTimeout) && { setTimer: makeTimer(timers, pace) }),
    ...options,
  };
  const clients = {
    webex: createWebexWebhooks({ ...client, baseUrl: server.url.webex }),
    "8x8": create8x8Webhooks({ ...client, baseUrl: server.url["8x8"], accountId }),
  };
  let end: { result: string; output?: unknown; error?: unknown };
  try {
    end = { result: "ok", output: await operation.call(clients, id) };
  } catch (error) {
    end = { result: resultOf(error, operation.id, attempts), error };
  }
  const shown = inspect(end.error).includes(token) || JSON.stringify(end.error ?? "").includes(token);
  const leaks = { timers: timers.size, answers: await server.unfinished(), token: shown };
  await server.close();
  const stored = sandbox.webhooks();
  return {
    output: undefined,
    error: undefined,
    ...end,
    attempts,
    requests: server.requests.map(({ method }) => method).join(" "),
    done: operation.done?.(stored),
    leaks,
    gives: operation.gives(stored),
    delays,
    received: server.requests,
    stored,
  };
}

/** Names an error; one that contradicts the call or the hook says so. */
function resultOf(error: unknown, operationId: string, attempts: number): string {
  if (!isCommsWebhooksError(error)) throw error;
  if (error.operationId !== operationId) return `${error.name} of ${error.operationId}`;
  if (error.attempts !== attempts) return `${error.name} with ${error.attempts} attempts in place of ${attempts}`;
  if (isTimeoutError(error) && error.limit !== "timeout") return `${error.name} of its ${error.limit}`;
  return isHttpError(error) ? `${error.name} ${error.status}` : error.name;
}

/** Creates a webhook without the fault server, and gives its id. */
export async function seedWebex(sandbox: Sandbox, webhook: CreateWebhookRequest): Promise<string> {
  const client = createWebexWebhooks({ auth: token, fetch: sandbox.fetch, baseUrl: sandbox.url.webex });
  return (await client.create(webhook)).id;
}

async function seed(sandbox: Sandbox): Promise<string> {
  const options = { auth: token, fetch: sandbox.fetch, accountId };
  await create8x8Webhooks({ ...options, baseUrl: sandbox.url["8x8"] }).createOrReplace([item]);
  return seedWebex(sandbox, hook);
}

/**
 * Timers that are known while they are set, and quicker than those of the platform. They wait in steps, between which the
 * server and the client get their turns, so that a busy machine makes no answer late.
 */
function makeTimer(timers: Set<object>, pace: number): NonNullable<ClientOptions["setTimer"]> {
  return (callback, milliseconds) => {
    const known = {};
    let steps = Math.max(1, Math.ceil(milliseconds / pace / step));
    const length = milliseconds / pace / steps;
    const wait = (): NodeJS.Timeout =>
      setTimeout(() => {
        steps -= 1;
        if (steps > 0) timer = wait();
        else if (timers.delete(known)) callback();
      }, length);
    let timer = wait();
    timers.add(known);
    return () => {
      timers.delete(known);
      clearTimeout(timer);
    };
  };
}
