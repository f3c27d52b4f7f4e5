import type { Sources } from "../clock/sources.js";
import { AttemptLog, type AttemptRecord } from "./attempt.js";
import { type AnyEvent, type EventDefinition, type EventStart, eventIssues, startEvent } from "./event.js";
import { faultOf } from "./fault.js";
import { type DeliveryJob, DeliveryQueue, type QueuedJob } from "./queue.js";
import type { DeliveryOptions } from "./send.js";

/** An API whose events are delivered. */
export interface EventSource {
  readonly events: EventDefinition;
  /** Returns the delivery plan of an event: a job for each webhook that it matches. */
  readonly plan: (event: AnyEvent, start: EventStart) => DeliveryJob[];
}

/** Delivers the events of several APIs, by the name of the API. */
export class Dispatcher {
  readonly #apis: ReadonlyMap<string, EventSource>;
  readonly #definitions: ReadonlyMap<string, EventDefinition>;
  readonly #sources: Sources;
  readonly #log = new AttemptLog();
  readonly #queue: DeliveryQueue;

  constructor(apis: ReadonlyMap<string, EventSource>, sources: Sources, options: DeliveryOptions) {
    this.#apis = apis;
    this.#definitions = new Map([...apis].map(([name, { events }]) => [name, events]));
    this.#sources = sources;
    this.#queue = new DeliveryQueue(this.#log, sources, options);
  }

  /** Validates an event. Returns a sentence for each mistake. */
  issues(event: unknown): string[] {
    return eventIssues(event, this.#definitions);
  }

  /** Raises an event, and returns the first attempts. Rejects with a `TypeError` if the event isn't valid. */
  async deliver(event: AnyEvent): Promise<AttemptRecord[]> {
    const issues = this.issues(event);
    const source = this.#apis.get(event?.api);
    if (issues.length > 0 || source === undefined) throw new TypeError(issues.join("; "));
    const { api, name, fault } = event;
    const { events, plan } = source;
    const applyFault = faultOf(fault, events.faults);
    const jobs = plan(event, startEvent(event, events, this.#sources.randomUUID));
    const copies = fault === "duplicate" ? 2 : 1;
    const run = (job: DeliveryJob) => this.#run({ ...job, api, name, applyFault }, copies);
    return (await this.#queue.hold(() => Promise.all(jobs.map(run)))).flat();
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
