import { inspect } from "node:util";
import { createManualClock, createSandbox, type Sandbox, type SandboxWebhooks } from "@comms-webhooks/sandbox";
import { type BaseClientOptions, isCommsWebhooksError, isHttpError, isTimeoutError } from "comms-webhooks";
import { settle } from "../settle.ts";
import type { Received, Rule } from "./fault.ts";
import { createFaultFetch } from "./fetch.ts";
import type { Operation } from "./operation.ts";
import { startFaultServer } from "./server.ts";

/** How a case ended. */
export interface Ending {
  /** `ok`, or the name of the error, with the status of an `HttpError`. */
  readonly result: string;
  /** By the hook and, if there is one, the error. */
  readonly attempts: number;
  /** The methods of the requests that reached the server. */
  readonly requests: string;
  /** Whether the sandbox shows the operation's effect; undefined where it has none. */
  readonly done: boolean | undefined;
  /** The responses that weren't cancelled, the client's timers that are still set, and whether the error shows the token. */
  readonly leaks: { readonly responses: number; readonly timers: number; readonly token: boolean };
  readonly output: unknown;
  readonly expected: unknown;
  readonly error: unknown;
  /** The waits before further attempts, by the hook. */
  readonly delays: readonly number[];
  readonly received: readonly Received[];
  readonly stored: SandboxWebhooks;
}

/** How a case is played. */
export interface Setting {
  /** With Node's `fetch` over sockets and the time of the machine, or (default) in memory on a clock that is moved. */
  readonly over?: "sockets" | "memory";
  readonly rules?: readonly Rule[];
  /** The connections that are refused before the server begins to listen. */
  readonly refused?: number;
  /** Options of the client, on its own clock. */
  readonly options?: Partial<BaseClientOptions>;
  /** Milliseconds for an attempt, whatever the pace. Default: 5000. */
  readonly timeout?: number;
  /** How many times as fast as usual the client's clock is over sockets. */
  readonly pace?: number;
  /** Changes the sandbox before the call. */
  readonly prepare?: (sandbox: Sandbox) => Promise<unknown>;
  /** The clock of the sandbox over sockets. */
  readonly now?: () => number;
}

/** The token of all calls. */
export const token = "tok-5f0c2d7e91";

/** The time for an attempt where a case isn't about it. */
const longTimeout = 5_000;

/** The longest step of a timer, in milliseconds. */
const step = 20;

/** Calls an operation through a server with faults, and returns how it ended. */
export async function play(operation: Operation, setting: Setting = {}): Promise<Ending> {
  const watched = watch(operation);
  const played = setting.over === "sockets" ? playOverSockets : playInMemory;
  const { sandbox, received, responses, timers, outcome } = await played(operation, setting, watched);
  const stored = sandbox.webhooks();
  const error = outcome.status === "rejected" ? outcome.reason : undefined;
  const shown = inspect(error).includes(token) || JSON.stringify(error ?? "").includes(token);
  return {
    result: outcome.status === "rejected" ? resultOf(error, operation.id, watched.attempts) : "ok",
    output: outcome.status === "rejected" ? undefined : outcome.value,
    error,
    attempts: watched.attempts,
    requests: received.map(({ method }) => method).join(" "),
    done: operation.isDone?.(stored),
    leaks: { timers, responses, token: shown },
    expected: operation.expected(stored),
    delays: watched.delays,
    received,
    stored,
  };
}

interface Played {
  readonly sandbox: Sandbox;
  readonly received: readonly Received[];
  readonly responses: number;
  readonly timers: number;
  readonly outcome: PromiseSettledResult<unknown>;
}

/** Hooks that keep what the operation itself does: the lists of a create have attempts of their own. */
function watch(operation: Operation) {
  const watched = { attempts: 0, delays: [] as number[], retried: (_attempt: number): void => undefined };
  const hooks: BaseClientOptions = {
    auth: token,
    retries: 2,
    maxRetryAfter: 500,
    random: () => 0,
    onAttempt({ operationId, attempt }) {
      if (operationId === operation.id) watched.attempts = attempt;
    },
    onRetry({ operationId, attempt, delay }) {
      if (operationId === operation.id) watched.delays.push(delay);
      watched.retried(attempt);
    },
  };
  return Object.assign(watched, { hooks });
}

async function playInMemory(
  operation: Operation,
  { rules = [], refused = 0, options = {}, prepare, timeout = longTimeout }: Setting,
  { hooks }: ReturnType<typeof watch>,
): Promise<Played> {
  const clock = createManualClock();
  const sandbox = createSandbox(clock);
  await prepare?.(sandbox);
  const id = await operation.seed(sandbox, { auth: token });
  const server = createFaultFetch(sandbox, clock, rules, refused);
  const client = {
    ...hooks,
    timeout,
    fetch: server.fetch,
    now: clock.now,
    setTimer: clock.setTimer,
    baseUrl: sandbox.url[operation.api],
    ...options,
  };
  const outcome = await settle(clock, operation.call(client, id));
  return {
    sandbox,
    received: server.requests,
    responses: server.unfinished(),
    timers: clock.timers().length,
    outcome,
  };
}

async function playOverSockets(
  operation: Operation,
  setting: Setting,
  watched: ReturnType<typeof watch>,
): Promise<Played> {
  const { rules = [], refused = 0, options = {}, timeout = longTimeout } = setting;
  const { pace = operation.reconciles ? 10 : 1 } = setting;
  const sandbox = createSandbox(setting.now ? { now: setting.now } : {});
  await setting.prepare?.(sandbox);
  const id = await operation.seed(sandbox, { auth: token });
  const server = await startFaultServer(sandbox, sandbox.url[operation.api], rules, { refuses: refused > 0 });
  watched.retried = (attempt) => {
    if (attempt === refused) server.listen();
  };
  const timers = new Set<object>();
  const client = {
    ...watched.hooks,
    timeout: timeout * pace,
    // Most cases have the timers of the platform; these are for long waits and for short time limits.
    ...((pace !== 1 || timeout !== longTimeout) && { setTimer: createTimer(timers, pace) }),
    baseUrl: server.url,
    ...options,
  };
  const [outcome] = await Promise.allSettled([operation.call(client, id)]);
  const responses = await server.unfinished();
  await server.close();
  return { sandbox, received: server.requests, responses, timers: timers.size, outcome };
}

/** Names an error, and how it contradicts the call or the hook, if it does. */
function resultOf(error: unknown, operationId: string, attempts: number): string {
  if (!isCommsWebhooksError(error)) throw error;
  if (error.operationId !== operationId) return `${error.name} of ${error.operationId}`;
  if (error.attempts !== attempts) return `${error.name} with ${error.attempts} attempts in place of ${attempts}`;
  if (isTimeoutError(error) && error.limit !== "timeout") return `${error.name} of its ${error.limit}`;
  return isHttpError(error) ? `${error.name} ${error.status}` : error.name;
}

/**
 * Creates timers that are known while they are set, and quicker than those of the platform. They wait in steps, between
 * which the server and the client get their turns, so that no response is late on a busy machine.
 */
function createTimer(timers: Set<object>, pace: number): NonNullable<BaseClientOptions["setTimer"]> {
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
