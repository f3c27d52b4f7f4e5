import { faults } from "comms-webhooks/testing";

/** A fault that deliveries of every API can have: sent twice, half of the body, or a body of 2 MiB. */
export type CommonFault = "duplicate" | "truncated" | "oversize";

/** Applies a fault to a request. */
export type RequestFault = (request: Request) => Promise<Request>;

/** The names of the faults that deliveries of every API can have. */
export const commonFaults: readonly CommonFault[] = ["duplicate", "truncated", "oversize"];

/** Returns what a fault does to a request. A `duplicate` leaves it alone: it is sent twice. */
export function faultOf(fault: string | undefined, own: Readonly<Record<string, RequestFault>>): RequestFault {
  switch (fault) {
    case undefined:
    case "duplicate":
      return async (request) => request;
    case "truncated":
    case "oversize":
      return (request) => faults[fault](request);
    default:
      return own[fault] ?? (async (request) => request);
  }
}
