import { type Ends, matrix, type Row } from "./matrix.ts";

const body = '{"message":"no","trackingId":"ROUTER_1","code":1000}';

/** What becomes of the answer's body, in words. */
const ways = [
  ["cut", "with half of the JSON"],
  ["break", "and resets the connection amid the body"],
  ["dribble", "with a body that outlasts the timeout"],
] as const;

const answers = (status: number, ends: Omit<Row, "server" | "fault">): Row[] =>
  ways.map(([way, words]) => ({
    server: `answers ${status} ${words}`,
    fault: { acted: false, way, status, headers: {}, body },
    ...ends,
  }));

const fails = (status: number, attempts: number, create: string): Ends => ({
  json: [`HttpError ${status}`, attempts],
  create: [`HttpError ${status}`, attempts, create],
  bodiless: [`HttpError ${status}`, attempts],
  done: false,
});

// The status says all, so the body changes nothing.
matrix(
  [
    ...[302, 401, 409].flatMap((status) => answers(status, { once: fails(status, 1, "POST") })),
    ...answers(429, {
      once: { json: ["ok", 2], create: ["ok", 2, "POST POST"], bodiless: ["ok", 2], done: true },
      thrice: fails(429, 3, "POST POST POST"),
    }),
    ...answers(503, {
      once: { json: ["ok", 2], create: ["ok", 2, "POST GET POST"], bodiless: ["ok", 2], done: true },
      thrice: fails(503, 3, "POST GET POST GET POST"),
    }),
  ],
  { timeout: 250 },
);
