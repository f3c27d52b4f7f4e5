import type { DeliverySummary } from "comms-webhooks";
import type { Received } from "../listen/listener.js";
import type { Colors } from "./terminal.js";
import { printable } from "./text.js";

/** Writes what became of a request: a line with its time, status, name, who and what, and a line for each of its ids. */
export function receivedText(received: Received, summary: DeliverySummary | undefined, colors: Colors): string {
  const { time, status, rejection, failure, accepted } = received;
  const paint = status < 300 ? colors.green : colors.red;
  const columns = (first: string, second: string, text: string) => [colors.dim(first), paint(second), text].join("  ");
  const notes = [
    ...(rejection === undefined ? [] : [`rejected: ${printable(rejection.message)}`]),
    ...(failure === undefined ? [] : [`not forwarded: ${failure}`]),
    ...(accepted?.issue === undefined ? [] : [`not as the specification says: ${printable(accepted.issue)}`]),
  ];
  const { name, who, what, ids = {} } = summary ?? {};
  const parts = [name, who, what].filter((part) => part !== undefined);
  const width = Math.max(0, ...Object.keys(ids).map((field) => field.length));
  return [
    columns(clockTime(time), String(status), [...parts, ...notes].join("  ")),
    ...Object.entries(ids).map(([field, id]) => columns(" ".repeat(8), " ".repeat(3), `${field.padEnd(width)}  ${id}`)),
  ].join("\n");
}

/** Returns what became of a request, for a line of JSON. */
export function receivedJson(received: Received, summary: DeliverySummary | undefined): object {
  const { time, status, rejection, failure, accepted } = received;
  return {
    time,
    status,
    ...summary,
    ...(accepted !== undefined && { delivery: accepted.original }),
    ...(accepted?.issue !== undefined && { issue: accepted.issue }),
    ...(rejection !== undefined && { rejected: { reason: rejection.reason, message: rejection.message } }),
    ...(failure !== undefined && { notForwarded: failure }),
  };
}

/** Writes the time of day on this machine. */
function clockTime(iso: string): string {
  return new Date(iso).toTimeString().slice(0, "00:00:00".length);
}
