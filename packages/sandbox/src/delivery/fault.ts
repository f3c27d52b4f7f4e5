import { faults } from "comms-webhooks/testing";

/**
 * A fault on the way to a receiver: the delivery arrives twice, with half of its body, with a body of 2 MiB, or, from
 * Webex, with the signature of somebody else.
 */
export type Fault = "duplicate" | "truncated" | "oversize" | "wrongSignature";

/** The faults that deliveries of each API can have. */
export const faultNames: Readonly<Record<"webex" | "8x8", readonly Fault[]>> = {
  webex: ["duplicate", "truncated", "oversize", "wrongSignature"],
  "8x8": ["duplicate", "truncated", "oversize"],
};

/** Does to a request what a fault does; `duplicate` is done by sending it twice. */
export async function withFault(request: Request, fault: Fault | undefined): Promise<Request> {
  return fault === undefined || fault === "duplicate" ? request : faults[fault](request);
}
