import { createRedactor } from "comms-webhooks";
import pc from "picocolors";
import yoctoSpinner from "yocto-spinner";
import type { Io, Output } from "../io.js";

/** Colours texts, or returns them as they are. */
export type Colors = ReturnType<typeof pc.createColors>;

/** Where a command writes: the one place that redacts. */
export interface Terminal {
  /** Colours, which are none where the output isn't a terminal or `NO_COLOR` is set. */
  readonly colors: Colors;
  /** Writes lines of the result. */
  readonly print: (text?: string) => void;
  /** Writes lines about the result: warnings, hints and errors. */
  readonly note: (text: string) => void;
  /** Writes a JSON document on one line or, indented, on several. */
  readonly json: (value: unknown, indent?: number) => void;
  /** Redacts these secrets in everything that is written from now on. */
  readonly hide: (secrets: readonly string[]) => void;
  /** Shows that something is going on, on a terminal only, until it has ended. */
  readonly during: <Result>(text: string, work: () => Promise<Result>) => Promise<Result>;
}

/** The names of environment variables whose values are never shown. */
const secretName = /auth|key|passw|secret|token/i;
/** A shorter value of such a variable is more likely a setting, such as `true`. */
const shortestSecret = 8;

/** Creates the terminal of a command. */
export function createTerminal({ stdout, stderr, env }: Io): Terminal {
  const hidden = new Set(
    Object.entries(env).flatMap(([name, value]) =>
      secretName.test(name) && value !== undefined && value.length >= shortestSecret ? [value] : [],
    ),
  );
  let redact = createRedactor([...hidden]);
  const write = (output: Output, text: string) => output.write(`${withoutPasswords(redact(text))}\n`);
  const colors = pc.createColors(hasColors(stdout, env));

  return {
    colors,
    print: (text = "") => write(stdout, text),
    note: (text) => write(stderr, text),
    json: (value, indent) => write(stdout, escaped(JSON.stringify(value, null, indent))),
    hide(secrets) {
      for (const secret of secrets) hidden.add(secret);
      redact = createRedactor([...hidden]);
    },
    async during(text, work) {
      if (!stderr.isTTY || env["CI"]) return work();
      const spinner = yoctoSpinner({
        text: withoutPasswords(redact(text)),
        stream: stderr as NodeJS.WriteStream,
      }).start();
      try {
        return await work();
      } finally {
        spinner.stop();
      }
    },
  };
}

function hasColors({ isTTY = false }: Output, { NO_COLOR, FORCE_COLOR, TERM }: Io["env"]): boolean {
  if (NO_COLOR) return false;
  return Boolean(FORCE_COLOR) || (isTTY && TERM !== "dumb");
}

/** Escapes what JSON leaves alone and terminals don't: the upper control characters, and those that change the direction. */
function escaped(json: string): string {
  const code = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return json.replace(/[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu, code);
}

/** Removes the passwords of URLs. */
function withoutPasswords(text: string): string {
  return text.replace(/(:\/\/[^\s/:@]*):[^\s/@]+@/g, "$1:***@");
}
