import { type State8x8, shipments8x8 } from "../8x8/shipments.js";
import type { SandboxOptions } from "../sandbox.js";
import type { Sources } from "../sources.js";
import { type WebexState, webexShipments } from "../webex/shipments.js";
import { AttemptLog, type DeliveryAttempt } from "./attempt.js";
import { eventIssues, type SandboxEvent } from "./event.js";
import { Outbox, type Shipment } from "./outbox.js";

const defaultTimeout = 5000;

/** Raises the events of both APIs. */
export class Dispatcher {
  readonly #webex: WebexState;
  readonly #eight: State8x8;
  readonly #sources: Sources;
  readonly #log = new AttemptLog();
  readonly #outbox: Outbox;

  constructor(
    webex: WebexState,
    eight: State8x8,
    sources: Sources,
    { receive, allowRemote, deliveryTimeout: timeout = defaultTimeout }: SandboxOptions,
  ) {
    this.#webex = webex;
    this.#eight = eight;
    this.#sources = sources;
    this.#outbox = new Outbox(this.#log, sources, { receive, allowRemote, timeout });
  }

  /** Raises an event and gives the first attempts; rejects with a `TypeError` if it is not a valid event. */
  async deliver(event: SandboxEvent): Promise<DeliveryAttempt[]> {
    const issues = eventIssues(event);
    if (issues.length > 0) throw new TypeError(issues.join("; "));
    const shipments =
      event.api === "webex"
        ? webexShipments(event, this.#webex, this.#sources)
        : shipments8x8(event, this.#eight, this.#sources);
    const copies = event.fault === "duplicate" ? 2 : 1;
    const attempts = await this.#outbox.hold(() => Promise.all(shipments.map((one) => this.#dispatch(one, copies))));
    return attempts.flat();
  }

  attempts(): DeliveryAttempt[] {
    return this.#log.all();
  }

  settled(): Promise<void> {
    return this.#outbox.settled();
  }

  /** Cancels what is under way and what waits. */
  cancel(): void {
    this.#outbox.cancel();
  }

  /** Does so, and forgets the attempts. */
  clear(): void {
    this.#outbox.cancel();
    this.#log.clear();
  }

  /** Sends a shipment so many times, the next when the one before has been answered. */
  async #dispatch(shipment: Shipment, copies: number): Promise<DeliveryAttempt[]> {
    const attempts: DeliveryAttempt[] = [];
    for (let copy = 0; copy < copies; copy += 1) {
      const attempt = await this.#outbox.dispatch(shipment);
      if (attempt !== undefined) attempts.push(attempt);
    }
    return attempts;
  }
}
