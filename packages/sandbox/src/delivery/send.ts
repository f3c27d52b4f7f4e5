import { isLoopbackUrl } from "../http/hosts.js";

/** Responds to deliveries in place of the network: a receiver, or the `fetch` of an app. */
export type Receive = (request: Request) => Response | Promise<Response>;

/** Sends a request and returns the response. Rejects with a `DeliveryError`. */
export type Send = (request: Request) => Promise<Response>;

/** How deliveries are sent. */
export interface DeliveryOptions {
  /**
   * Gets deliveries, and the requests for tokens that they need, in place of the network. It gets them whatever their host:
   * a receiver, or the `fetch` of an app.
   */
  readonly receive?: Receive | undefined;
  /** Whether to deliver to other machines than this one. Default: false. */
  readonly allowRemote?: boolean | undefined;
  /** The time limit of an attempt in milliseconds of real time. Default: 5000. */
  readonly deliveryTimeout?: number | undefined;
}

/** Ends an attempt without a response. Its message goes into the log, so it contains no secret. */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError" as const;
  /** How it ends the attempt. */
  readonly outcome: "failed" | "refused" | "cancelled";

  constructor(message: string, outcome: DeliveryError["outcome"] = "failed") {
    super(message);
    this.outcome = outcome;
  }
}

/** Sends a request if it may be sent, without following redirects. */
export async function send(
  request: Request,
  { receive, allowRemote = false }: DeliveryOptions,
  signal: AbortSignal,
): Promise<Response> {
  if (receive === undefined && !allowRemote && !isLoopbackUrl(request.url)) {
    const { host } = new URL(request.url);
    throw new DeliveryError(`${host} isn't on this machine; allowRemote permits other machines`, "refused");
  }
  const outgoing = new Request(request, { redirect: "manual", signal });
  if (receive === undefined) {
    return fetch(outgoing).catch((error: unknown) => {
      throw new DeliveryError(`no connection${codeOf(error)}`);
    });
  }
  try {
    return await receive(outgoing);
  } catch (error) {
    throw new DeliveryError(`the receiver threw${error instanceof Error ? `: ${error.name}` : ""}`);
  }
}

/** Returns the system's code only: messages can quote URLs and headers. */
function codeOf(error: unknown): string {
  const { cause } = Object(error) as { readonly cause?: { readonly code?: unknown } };
  return typeof cause?.code === "string" ? `: ${cause.code}` : "";
}
