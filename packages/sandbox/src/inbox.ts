import type { DeliverySummary } from "comms-webhooks";
import { Hono } from "hono";
import { isoTime, type Sources } from "./clock/sources.js";

/** A delivery that the sandbox's own inbox got. */
export interface InboxEntry {
  /** When it arrived, in ISO 8601. */
  readonly time: string;
  /** What it is about. Undefined if it isn't the JSON of a delivery. */
  readonly summary?: DeliverySummary | undefined;
  /** The body as JSON, or as text if it isn't JSON. */
  readonly body: unknown;
}

/** The most deliveries that are kept. */
const maxKept = 100;

/** The target of webhooks for those who have no receiver yet. It accepts whatever is posted, and verifies nothing. */
export class Inbox {
  readonly #now: Sources["now"];
  readonly #summarize: (delivery: unknown) => DeliverySummary | undefined;
  readonly #onDelivery: ((entry: InboxEntry) => void) | undefined;
  #entries: InboxEntry[] = [];

  constructor(
    { now }: Pick<Sources, "now">,
    summarize: (delivery: unknown) => DeliverySummary | undefined,
    onDelivery?: (entry: InboxEntry) => void,
  ) {
    this.#now = now;
    this.#summarize = summarize;
    this.#onDelivery = onDelivery;
  }

  /** Serves the inbox: POST puts something in, GET lists the last 100. */
  app(): Hono {
    const app = new Hono();
    app.get("/", (c) => c.json({ items: this.#entries }));
    app.post("/", async (c) => {
      const body = parsed(await c.req.text());
      const entry = { time: isoTime(this.#now()), summary: this.#summarize(body), body };
      this.#entries = [...this.#entries, entry].slice(-maxKept);
      this.#onDelivery?.(entry);
      return c.body(null, 200);
    });
    return app;
  }

  clear(): void {
    this.#entries = [];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 1000);
  }
}
