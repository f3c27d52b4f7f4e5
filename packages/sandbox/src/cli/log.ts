import type { EventRecord } from "../delivery/dispatcher.js";
import type { RequestRecord } from "../http/watch.js";
import type { InboxEntry } from "../inbox.js";
import type { DeliveryAttempt, SandboxHooks } from "../sandbox.js";
import type { Colors, Terminal } from "./terminal.js";

/** What a line of the log is about, in the order of its columns. */
interface Line {
  readonly time?: string;
  readonly kind: string;
  readonly status?: number | undefined;
  readonly isWrong?: boolean;
  readonly text: string;
}

const kindWidth = "delivery".length;

/**
 * Creates hooks that print what happens in a sandbox: a line each, with the time, the kind, the status, and the reason of
 * what went wrong.
 *
 * @param isQuiet Whether to print only what went wrong.
 */
export function createLog({ stdout, colors }: Terminal, isQuiet: boolean): SandboxHooks {
  const print = (line: Line) => {
    if (!isQuiet || line.isWrong) stdout.write(`${format(line, colors)}\n`);
  };
  return {
    onRequest({ time, method, path, status, reason }: RequestRecord) {
      // What is put into the inbox has a line of its own.
      if (method === "POST" && path === "/_sandbox/inbox" && status < 400) return;
      print({ time, kind: "request", status, isWrong: status >= 400, text: `${method} ${path}${after(reason)}` });
    },
    onEvent({ time, name, webhooks, skipped }: EventRecord) {
      const isWrong = webhooks.length === 0;
      const count = webhooks.length === 1 ? "1 webhook" : `${webhooks.length} webhooks`;
      const others = skipped.length === 0 ? "" : `, ${skipped.length} skipped`;
      const none = `matches no webhook${skipped.length === 0 ? ": none is registered" : ""}`;
      print({ time, kind: "event", isWrong, text: `${name} ${isWrong ? none : `goes to ${count}${others}`}` });
      if (!isWrong) return;
      for (const { webhook, name, reason } of skipped) {
        print({ kind: "", isWrong, text: `${name === undefined ? webhook : JSON.stringify(name)} ${reason}` });
      }
    },
    onInbox({ time, summary }: InboxEntry) {
      print({ time, kind: "inbox", text: summary === undefined ? "something that isn't a delivery" : lineOf(summary) });
    },
    onAttempt({ time, name, url, attempt, outcome, status, error, retryAt }: DeliveryAttempt) {
      const again = attempt === 1 ? "" : `, attempt ${attempt}`;
      const retry = retryAt === undefined ? "" : `; retry at ${clockTime(retryAt)}`;
      const { origin, pathname } = new URL(url);
      const text = `${name} to ${origin}${pathname}${again}${after(error)}${retry}`;
      print({ time, kind: "delivery", status, isWrong: outcome !== "delivered", text });
    },
  };
}

function lineOf({ name, who, what, ids }: NonNullable<InboxEntry["summary"]>): string {
  const [id] = Object.entries(ids).map((each) => each.join(" "));
  return [name, who, what, id].filter((part) => part !== undefined).join("  ");
}

function format({ time, kind, status, isWrong = false, text }: Line, colors: Colors): string {
  const paint = isWrong ? colors.red : colors.green;
  const columns = [
    colors.dim((time === undefined ? "" : clockTime(time)).padEnd("00:00:00".length)),
    kind.padEnd(kindWidth),
    paint(String(status ?? (isWrong && kind !== "" ? "-" : "")).padEnd("200".length)),
    // Names and reasons come from whoever sent them: no control character of theirs reaches the terminal.
    text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, " "),
  ];
  return columns.join("  ");
}

/** Writes the time of day on this machine. */
function clockTime(iso: string): string {
  return new Date(iso).toTimeString().slice(0, "00:00:00".length);
}

function after(reason: string | undefined): string {
  return reason === undefined ? "" : `: ${reason}`;
}
