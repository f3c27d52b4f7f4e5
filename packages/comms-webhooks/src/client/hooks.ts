/** An attempt that has ended. It has no header, no body and no secret. */
export interface AttemptInfo {
  /** The operation's id in the OpenAPI document, such as `createWebhook`. */
  readonly operationId: string;
  /** The HTTP method. */
  readonly method: string;
  /** The full URL. */
  readonly url: string;
  /** The number of the attempt within the operation, from 1 up. A page of a list is an operation. */
  readonly attempt: number;
  /** The HTTP status; absent where no answer came. */
  readonly status?: number;
}

/** An attempt that failed, and how long it is until the next one. */
export interface RetryInfo extends AttemptInfo {
  /** The wait in milliseconds. */
  readonly delay: number;
}

/** Tells a hook. What it throws is its own affair: the call goes on, and the console has the error. */
export function notify<Info>(hook: ((info: Info) => void) | undefined, info: Info): void {
  if (!hook) return;
  // A hook may be async after all, which its type does not tell.
  new Promise<void>((resolve) => resolve(hook(info))).catch((error: unknown) => {
    console.error("A hook of comms-webhooks failed:", error);
  });
}
