import type { Sent } from "../simulate/simulate.js";
import type { Colors } from "./terminal.js";
import { printable } from "./text.js";

/** Writes a request that was sent and its response: a line each, and the beginning of the response's body. */
export function sentText({ attempt, bytes, failure, text }: Sent, how: string, colors: Colors): string {
  const { name, url, attempt: count, status, error, outcome, retryAt, time } = attempt;
  const isDelivered = outcome === "delivered";
  const size = bytes === undefined ? "" : `, ${bytes} bytes`;
  const delay =
    retryAt === undefined ? "" : `  retry ${count} is due after ${delayText(Date.parse(retryAt) - Date.parse(time))}`;
  const paint = isDelivered ? colors.green : colors.red;
  return [
    // Paths and queries of webhooks often contain a token.
    `POST ${new URL(url).origin}  ${name}${size}, ${how}${count === 1 ? "" : `, retry ${count - 1}`}`,
    `${paint(String(status ?? "no response"))}${status === undefined ? `: ${failure ?? error}` : ""}${delay}`,
    ...(text.trim() === "" ? [] : [printable(text.trim())]),
  ].join("\n");
}

function delayText(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}
