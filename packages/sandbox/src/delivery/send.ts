import { isLoopbackUrl } from "../loopback.js";
import { DeliveryProblem } from "./problem.js";

/** Answers deliveries in place of the network: a receiver, or the fetch of an app. */
export type Receive = (request: Request) => Response | Promise<Response>;

/** Sends a request and gives the answer, whose body nobody reads; rejects with a `DeliveryProblem`. */
export type Send = (request: Request) => Promise<Response>;

/** What may be contacted, and how. */
export interface Reach {
  /** Takes everything, whatever its host. */
  readonly receive?: Receive | undefined;
  /** Whether hosts other than this machine may be contacted. */
  readonly allowRemote?: boolean | undefined;
}

/** Sends a request as far as it may go, without following redirects. */
export async function send(
  request: Request,
  { receive, allowRemote = false }: Reach,
  signal: AbortSignal,
): Promise<Response> {
  if (receive === undefined && !allowRemote && !isLoopbackUrl(request.url)) {
    throw new DeliveryProblem(`${new URL(request.url).host} is not on this machine`, "refused");
  }
  const outgoing = new Request(request, { redirect: "manual", signal });
  if (receive === undefined) {
    return fetch(outgoing).catch((error: unknown) => {
      throw new DeliveryProblem(`no connection${codeOf(error)}`);
    });
  }
  try {
    return await receive(outgoing);
  } catch (error) {
    throw new DeliveryProblem(`the receiver threw${error instanceof Error ? `: ${error.name}` : ""}`);
  }
}

/** Nothing but the system's code is told: messages can quote URLs and headers. */
function codeOf(error: unknown): string {
  const { cause } = Object(error) as { readonly cause?: { readonly code?: unknown } };
  return typeof cause?.code === "string" ? `: ${cause.code}` : "";
}
