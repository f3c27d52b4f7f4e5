import { isNetworkError } from "comms-webhooks";
import { createWebexWebhooks } from "comms-webhooks/webex";

/** How a call failed: after how many requests, with what the error says of them. */
export interface Failure {
  readonly name: string;
  readonly notSent: boolean | undefined;
  readonly retryable: boolean | undefined;
  readonly requests: number;
  readonly hint: "doubt" | "silent" | "none";
}

/** Of a call that may be repeated, and of one that may not. */
export interface Failures {
  readonly delete: Failure;
  readonly create: Failure;
}

/** Sends a call that may be repeated and one that may not at each URL, and returns how they failed. */
export async function run(urls: Readonly<Record<string, string>>): Promise<Record<string, Failures>> {
  const results: Record<string, Failures> = {};
  for (const [name, baseUrl] of Object.entries(urls)) {
    let requests = 0;
    const webex = createWebexWebhooks({
      auth: "token",
      baseUrl,
      random: () => 0,
      onAttempt({ method }) {
        if (method === "POST" || method === "DELETE") requests += 1;
      },
    });
    const failure = async (call: Promise<unknown>): Promise<Failure> => {
      requests = 0;
      const error: unknown = await call.then(
        () => "success",
        (thrown: unknown) => thrown,
      );
      if (!isNetworkError(error))
        return { name: String(error), notSent: undefined, retryable: undefined, requests, hint: "none" };
      const { hint = "" } = error;
      return {
        name: error.name,
        notSent: error.notSent,
        retryable: error.retryable,
        requests,
        hint: /may have been processed/.test(hint) ? "doubt" : /doesn't report why/.test(hint) ? "silent" : "none",
      };
    };
    const webhook = {
      name: "Lobby",
      targetUrl: "https://hooks.example.com",
      resource: "rooms",
      event: "created",
    } as const;
    results[name] = { delete: await failure(webex.delete("Zm9v")), create: await failure(webex.create(webhook)) };
  }
  return results;
}
