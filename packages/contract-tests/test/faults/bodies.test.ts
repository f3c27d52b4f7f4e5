import { matrix, type Row, socketMatrix } from "./matrix.ts";

const html = { headers: { "content-type": "text/html" }, body: "<!doctype html><title>Sign in</title>" };
const other = { headers: { "content-type": "application/json" }, body: '{"moved":true}' };
const invalid = "InvalidResponseError";
const again = "POST GET POST GET POST";

/** What no retry would mend. */
const rejected = { json: [invalid, 1], create: [invalid, 1, "POST"], bodiless: ["ok", 1] } as const;

const errors = [500, 503].flatMap((status) => [
  {
    server: `responds with ${status} without a body, before it acts,`,
    fault: { acted: false, way: "respond", status, headers: {}, body: "" } as const,
    once: { json: ["ok", 2], create: ["ok", 2, "POST GET POST"], bodiless: ["ok", 2], done: true } as const,
    always: {
      json: [`HttpError ${status}`, 3],
      create: [`HttpError ${status}`, 3, again],
      bodiless: [`HttpError ${status}`, 3],
      done: false,
    } as const,
  },
  {
    server: `acts and responds with ${status} without a body`,
    fault: { acted: true, way: "respond", status, headers: {}, body: "" } as const,
    once: { json: ["ok", 2], create: ["ok", 1, "POST GET"], bodiless: ["ok", 2], done: true } as const,
    always: {
      json: [`HttpError ${status}`, 3],
      create: ["ok", 1, "POST GET"],
      bodiless: [`HttpError ${status}`, 3],
      done: true,
    } as const,
  },
]);

const halfJson: Row = {
  server: "acts and responds with half of the JSON",
  fault: { acted: true, way: "cut" },
  once: { ...rejected, done: true },
  always: { ...rejected, done: true },
};

const noContent: Row = {
  server: "acts and responds with 204",
  fault: { acted: true, way: "respond", status: 204, headers: {}, body: "" },
  once: { ...rejected, done: true },
  always: { ...rejected, done: true },
};

matrix([
  halfJson,
  noContent,
  {
    server: "responds with 200 with HTML, without acting,",
    fault: { acted: false, way: "respond", ...html },
    once: { ...rejected, done: false },
    always: { ...rejected, done: false },
  },
  {
    server: "acts and responds with JSON of another shape",
    fault: { acted: true, way: "respond", ...other },
    once: { ...rejected, done: true },
    always: { ...rejected, done: true },
  },
  ...errors,
]);

// A body of the length that its header promises, and a response that has none.
socketMatrix([halfJson, noContent].map(({ always: _always, ...row }) => row));
