import { styleText } from "node:util";
import { isCommsWebhooksError } from "comms-webhooks";

const colors = process.stdout.isTTY && !process.env["NO_COLOR"];
const style = (format: Parameters<typeof styleText>[0], text: string) => (colors ? styleText(format, text) : text);

// A reader such as `head` may stop early.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

/** Prints the heading of the next part. */
export function heading(text: string): void {
  console.log(`\n${style("bold", text)}`);
}

/** Prints a call and its results. */
export function step(code: string, ...results: string[]): void {
  console.log([`  ${style("cyan", code)}`, ...results.map((line) => `    ${line}`)].join("\n"));
}

/** Runs a call that must fail, and returns the error's text. */
export async function rejection(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
  } catch (error) {
    if (isCommsWebhooksError(error)) return style("yellow", `${error.name}: ${error.message}`);
    throw error;
  }
  throw new Error("The quickstart expected the call to be rejected, but it succeeded.");
}
