/** What a server does with a request in place of returning the sandbox's response. */
export interface Fault {
  /** Whether the sandbox gets the request first, so that its effect is there whatever becomes of the response. */
  readonly acted: boolean;
  /**
   * `respond`: all of the response. `cut`: complete HTTP with half of the body. `break`: the headers and half of the body,
   * then a reset. `dribble`: the headers, then a body that takes seconds. `reset`: a reset before the headers. `hang`:
   * nothing.
   */
  readonly way: "respond" | "cut" | "break" | "dribble" | "reset" | "hang";
  /** Parts of the response in place of the sandbox's, or of an empty 200 if it didn't get the request. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A fault for the requests of a method, from one to another, counted from 1. Default: of all methods, always. */
export interface Rule {
  readonly fault: Fault;
  readonly method?: string;
  readonly from?: number;
  readonly to?: number;
}

/** A request that reached the server. */
export interface Received {
  readonly method: string;
  /** The path with the query. */
  readonly path: string;
  readonly authorization: string | undefined;
  /** When it arrived, in milliseconds of the clock that the client waits by. */
  readonly time: number;
}

/** A response before it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Finds the fault of the last request: that of the first rule that fits, or none. */
export function faultOf(rules: readonly Rule[], requests: readonly Received[]): Fault {
  const method = requests.at(-1)?.method;
  const rule = rules.find(({ method: of, from = 1, to = Number.POSITIVE_INFINITY }) => {
    const count = requests.filter((each) => of === undefined || each.method === of).length;
    return (of === undefined || of === method) && count >= from && count <= to;
  });
  return rule?.fault ?? { acted: true, way: "respond" };
}

/** Puts a fault's response together, of the sandbox's if there is one. Faults of bodies get one where there is none. */
export function replyOf({ acted: _acted, way, ...parts }: Fault, base: Reply | undefined): Reply {
  const reply = { status: 200, headers: {}, body: "", ...base, ...parts };
  if (way === "respond") return reply;
  const whole = reply.body === "" ? { ...reply, status: 200, body: '{"done":true}' } : reply;
  return way === "cut" ? { ...whole, body: firstHalf(whole.body) } : whole;
}

/** Returns the first half of a body. */
export function firstHalf(body: string): string {
  return body.slice(0, body.length / 2);
}
