import { type Ends, matrix, type Row, socketMatrix } from "./matrix.ts";

const again = "POST GET POST GET POST";

/** A server that responds with a status, without acting. */
function responds(status: number): Pick<Row, "server" | "fault"> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ message: "not now", trackingId: "ROUTER_1", errorId: "1" });
  return { server: `responds with ${status}`, fault: { acted: false, way: "respond", status, headers, body } };
}

/** The request may have been processed, so a create checks the list before each further attempt. */
const onceUncertain: Ends = { json: ["ok", 2], create: ["ok", 2, "POST GET POST"], bodiless: ["ok", 2], done: true };
const twiceUncertain: Ends = { json: ["ok", 3], create: ["ok", 3, again], bodiless: ["ok", 3], done: true };

/** The request wasn't processed, so a create is retried at once. */
const onceRejected: Ends = { json: ["ok", 2], create: ["ok", 2, "POST POST"], bodiless: ["ok", 2], done: true };
const twiceRejected: Ends = { json: ["ok", 3], create: ["ok", 3, "POST POST POST"], bodiless: ["ok", 3], done: true };

const ends = (result: string, attempts: number, create: string): Ends => ({
  json: [result, attempts],
  create: [result, attempts, create],
  bodiless: [result, attempts],
  done: false,
});

matrix([
  {
    ...responds(408),
    once: onceUncertain,
    twice: twiceUncertain,
    thrice: ends("HttpError 408", 3, again),
  },
  {
    ...responds(423),
    once: onceRejected,
    twice: twiceRejected,
    thrice: ends("HttpError 423", 3, "POST POST POST"),
  },
  ...[500, 502, 503, 504].map((status) => ({
    ...responds(status),
    once: onceUncertain,
    twice: twiceUncertain,
    thrice: ends(`HttpError ${status}`, 3, again),
  })),
  ...[400, 401, 404, 409].map((status) => ({
    ...responds(status),
    once: ends(`HttpError ${status}`, 1, "POST"),
    always: ends(`HttpError ${status}`, 1, "POST"),
  })),
  // No other status of these classes is retryable either.
  ...[403, 410, 422, 425, 501].map((status) => ({
    ...responds(status),
    once: ends(`HttpError ${status}`, 1, "POST"),
  })),
]);

// One status that is retried and one that isn't; the platform's `fetch` treats all of them alike.
socketMatrix([
  { ...responds(503), once: onceUncertain },
  { ...responds(409), once: ends("HttpError 409", 1, "POST") },
]);
