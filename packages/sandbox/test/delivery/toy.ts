import { createManualClock, type ManualClock } from "../../src/clock/manual-clock.js";
import type { Sources } from "../../src/clock/sources.js";
import { sourcesOf } from "../../src/clock/sources.js";
import type { AnyEvent, EventDefinition } from "../../src/delivery/event.js";
import type { DeliveryJob, QueuedJob } from "../../src/delivery/queue.js";

/** The URL that all jobs deliver to. */
export const url = "https://hooks.example.net/toy";

/** The events of an API that no vendor has. */
export const events: EventDefinition = {
  names: ["thing.made", "thing.gone"],
  examples: {
    "thing.made": {
      plain: { id: "0b54c9c1-6b37-4a43-9d7c-5d2f64a5a1ee", data: { ref: "thing-1", note: null }, tags: ["a"] },
      bare: { data: [] },
    },
    "thing.gone": { default: { id: "thing-1" } },
  },
  fields: { region: "string", content: "object" },
  faults: { blank: async ({ url: to }) => new Request(to, { method: "POST" }) },
  ids: [["id"], ["data", "ref"]],
};

/** An event of it. */
export const event: AnyEvent = { api: "toy", name: "thing.made" };

/** Creates a job, as a vendor plans it. */
export function job(fields: Partial<DeliveryJob> = {}, body: unknown = { n: 1 }): DeliveryJob {
  const build = async () => new Request(url, { method: "POST", body: JSON.stringify(body) });
  return { webhook: "hook-1", retryDelays: [], prepare: () => ({ url, build }), ...fields };
}

/** Creates a job, as it is queued. */
export function queued(fields: Partial<QueuedJob> = {}): QueuedJob {
  return { ...job(), api: "toy", name: "thing.made", applyFault: async (request) => request, ...fields };
}

/** Creates sources on a manual clock. Their UUIDs count up. */
export function createSources(): { readonly clock: ManualClock; readonly sources: Sources } {
  const clock = createManualClock(Date.parse("2026-04-03T02:01:00.5Z"));
  let count = 0;
  const randomUUID = () => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
  };
  return { clock, sources: sourcesOf({ ...clock, randomUUID }) };
}
