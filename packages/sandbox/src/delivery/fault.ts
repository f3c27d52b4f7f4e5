import { faults } from "comms-webhooks/testing";

/**
 * A fault that deliveries of every API can have: sent twice, half of the body, a body of 2 MiB, a byte order mark before
 * the body, or a body that arrives byte by byte.
 */
export type CommonFault = "duplicate" | "truncated" | "oversize" | "bom" | "slow";

/** Signs a body as the vendor does. Returns the headers that prove it authentic. */
export type Sign = (body: Uint8Array<ArrayBuffer>) => Promise<Record<string, string>>;

/** Applies a fault to a request. `sign` is for one that the sender has before it signs. */
export type RequestFault = (request: Request, sign: Sign) => Promise<Request>;

/** What the common faults do to a request. A `duplicate` leaves it alone: it is sent twice. */
const common: Readonly<Record<CommonFault, RequestFault>> = {
  duplicate: async (request) => request,
  bom: withByteOrderMark,
  truncated: (request) => faults.truncated(request),
  oversize: (request) => faults.oversize(request),
  slow,
};

/** The names of the faults that deliveries of every API can have. */
export const commonFaults: readonly CommonFault[] = Object.keys(common) as CommonFault[];

/** Returns the faults of an event as a list. */
export function faultsOf(fault: unknown): readonly unknown[] {
  return fault === undefined ? [] : Array.isArray(fault) ? fault : [fault];
}

/**
 * Returns what faults do to a request, one after the other, whatever the order of their names: the vendor's own come after
 * what changes the body, and `slow` comes last.
 */
export function faultOf(names: readonly unknown[], own: Readonly<Record<string, RequestFault>>): RequestFault {
  const { slow, ...bodies } = common;
  const chosen = Object.entries({ ...bodies, ...own, slow }).filter(([name]) => names.includes(name));
  return async (request, sign) => {
    let faulty = request;
    for (const [, apply] of chosen) faulty = await apply(faulty, sign);
    return faulty;
  };
}

async function withByteOrderMark(request: Request, sign: Sign): Promise<Request> {
  const body = faults.withByteOrderMark(new Uint8Array(await request.arrayBuffer()));
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(await sign(body))) headers.set(name, value);
  return new Request(request.url, { method: request.method, headers, body });
}

/** The milliseconds of each pause of a slow body. They are real time, as those of an attempt's limit are. */
const pause = 50;
/** How many pauses it has at most: few, because each one takes longer on a busy machine. */
const pauses = 20;

async function slow(request: Request): Promise<Request> {
  const { byteLength } = await request.clone().arrayBuffer();
  const bytesPerPause = Math.max(1, Math.ceil(byteLength / pauses));
  let sent = 0;
  return faults.slow(request, async () => {
    sent += 1;
    if (sent % bytesPerPause === 0) await new Promise((resolve) => setTimeout(resolve, pause));
  });
}
