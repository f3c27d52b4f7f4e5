import { type Ends, matrix, type Row, socketMatrix } from "./matrix.ts";

const body = '{"message":"no","trackingId":"ROUTER_1","code":1000}';

/** What becomes of the response's body, in words. */
const ways = [
  ["cut", "and half of the JSON"],
  ["break", "and resets the connection amid the body"],
  ["dribble", "and a body that outlasts the timeout"],
] as const;

const responds = (status: number, ends: Omit<Row, "server" | "fault">): Row[] =>
  ways.map(([way, words]) => ({
    server: `responds with ${status} ${words}`,
    fault: { acted: false, way, status, headers: {}, body },
    ...ends,
  }));

const fails = (status: number, attempts: number, create: string): Ends => ({
  json: [`HttpError ${status}`, attempts],
  create: [`HttpError ${status}`, attempts, create],
  bodiless: [`HttpError ${status}`, attempts],
  done: false,
});

// The status decides, so the body changes nothing.
matrix([
  ...[302, 401, 409].flatMap((status) => responds(status, { once: fails(status, 1, "POST") })),
  ...responds(429, {
    once: { json: ["ok", 2], create: ["ok", 2, "POST POST"], bodiless: ["ok", 2], done: true },
    thrice: fails(429, 3, "POST POST POST"),
  }),
  ...responds(503, {
    once: { json: ["ok", 2], create: ["ok", 2, "POST GET POST"], bodiless: ["ok", 2], done: true },
    thrice: fails(503, 3, "POST GET POST GET POST"),
  }),
]);

// A status that is retried and one that isn't, with the bodies that only a socket breaks off or delays.
socketMatrix(
  [
    ...responds(409, { once: fails(409, 1, "POST") }),
    ...responds(503, {
      once: { json: ["ok", 2], create: ["ok", 2, "POST GET POST"], bodiless: ["ok", 2], done: true },
    }),
  ].filter(({ fault }) => fault?.way !== "cut"),
  { timeout: 250 },
);
