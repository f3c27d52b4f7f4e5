import { isoTime, type Sources } from "../clock/sources.js";
import { AttemptLog, type AttemptRecord } from "./attempt.js";
import { type AnyEvent, type EventDefinition, type EventStart, eventIssues, startEvent } from "./event.js";
import { faultOf, faultsOf } from "./fault.js";
import { type DeliveryJob, type DeliveryPlan, DeliveryQueue, type QueuedJob, type Skipped } from "./queue.js";
import type { DeliveryOptions } from "./send.js";

/** An API whose events are delivered. */
export interface EventSource {
  readonly events: EventDefinition;
  /** Returns the delivery plan of an event. */
  readonly plan: (event: AnyEvent, start: EventStart) => DeliveryPlan;
}

/** An event that was raised, and which webhooks it concerns. */
export interface EventRecord {
  /** The API that it happens at. */
  readonly api: string;
  /** The name of the delivery. */
  readonly name: string;
  /** When it was raised, in ISO 8601. */
  readonly time: string;
  /** The webhooks that it is delivered to, as the log of attempts names them. */
  readonly webhooks: readonly string[];
  /** The other webhooks of the API, and why they get nothing. */
  readonly skipped: readonly Skipped[];
}

/** What happens to deliveries, for a log. */
export interface DeliveryHooks {
  /** Called with each event that is raised, before it is delivered. */
  readonly onEvent?: ((event: EventRecord) => void) | undefined;
  /** Called with each attempt when it has ended. */
  readonly onAttempt?: ((attempt: AttemptRecord) => void) | undefined;
}

/** What an event led to. */
export interface Raised {
  /** The first attempts. */
  readonly attempts: AttemptRecord[];
  /** The webhooks that it doesn't concern. */
  readonly skipped: readonly Skipped[];
}

/** Delivers the events of several APIs, by the name of the API. */
export class Dispatcher {
  readonly #apis: ReadonlyMap<string, EventSource>;
  readonly #definitions: ReadonlyMap<string, EventDefinition>;
  readonly #sources: Sources;
  readonly #log: AttemptLog;
  readonly #hooks: DeliveryHooks;
  readonly #queue: DeliveryQueue;

  constructor(apis: ReadonlyMap<string, EventSource>, sources: Sources, options: DeliveryOptions & DeliveryHooks) {
    this.#apis = apis;
    this.#hooks = options;
    this.#log = new AttemptLog(options.onAttempt);
    this.#definitions = new Map([...apis].map(([name, { events }]) => [name, events]));
    this.#sources = sources;
    this.#queue = new DeliveryQueue(this.#log, sources, options);
  }

  /** Validates an event. Returns a sentence for each mistake. */
  issues(event: unknown): string[] {
    return eventIssues(event, this.#definitions);
  }

  /** Raises an event, and delivers it. Rejects with a `TypeError` if the event isn't valid. */
  async raise(event: AnyEvent): Promise<Raised> {
    const issues = this.issues(event);
    const source = this.#apis.get(event?.api);
    if (issues.length > 0 || source === undefined) throw new TypeError(issues.join("; "));
    const { api, name, fault } = event;
    const { events, plan } = source;
    const applyFault = faultOf(faultsOf(fault), events.faults);
    const { jobs, skipped } = plan(event, startEvent(event, events, this.#sources.randomUUID));
    const webhooks = jobs.map(({ webhook }) => webhook);
    this.#hooks.onEvent?.({ api, name, time: isoTime(this.#sources.now()), webhooks, skipped });
    const copies = faultsOf(fault).includes("duplicate") ? 2 : 1;
    const run = (job: DeliveryJob) => this.#run({ ...job, api, name, applyFault }, copies);
    const attempts = await this.#queue.hold(() => Promise.all(jobs.map(run)));
    return { attempts: attempts.flat(), skipped };
  }

  attempts(): AttemptRecord[] {
    return this.#log.all();
  }

  settled(): Promise<void> {
    return this.#queue.settled();
  }

  /** Cancels attempts that are in flight and retries that are waiting. */
  cancel(): void {
    this.#queue.cancel();
  }

  /** Does so, and forgets the attempts. */
  clear(): void {
    this.#queue.cancel();
    this.#log.clear();
  }

  /** Runs a job so many times, one after the other. */
  async #run(job: QueuedJob, copies: number): Promise<AttemptRecord[]> {
    const records: AttemptRecord[] = [];
    for (let copy = 0; copy < copies; copy += 1) {
      const record = await this.#queue.run(job);
      if (record !== undefined) records.push(record);
    }
    return records;
  }
}
