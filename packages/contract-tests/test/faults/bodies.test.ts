import { matrix } from "./matrix.ts";

const html = { headers: { "content-type": "text/html" }, body: "<!doctype html><title>Sign in</title>" };
const other = { headers: { "content-type": "application/json" }, body: '{"moved":true}' };
const invalid = "InvalidResponseError";
const again = "POST GET POST GET POST";

/** What no repetition would mend. */
const told = { json: [invalid, 1], create: [invalid, 1, "POST"], bodiless: ["ok", 1] } as const;

const errors = [500, 503].flatMap((status) => [
  {
    server: `answers ${status} without a body, before it acts,`,
    fault: { acted: false, way: "answer", status, headers: {}, body: "" } as const,
    once: { json: ["ok", 2], create: ["ok", 2, "POST GET POST"], bodiless: ["ok", 2], done: true } as const,
    always: {
      json: [`HttpError ${status}`, 3],
      create: [`HttpError ${status}`, 3, again],
      bodiless: [`HttpError ${status}`, 3],
      done: false,
    } as const,
  },
  {
    server: `acts and answers ${status} without a body`,
    fault: { acted: true, way: "answer", status, headers: {}, body: "" } as const,
    once: { json: ["ok", 2], create: ["ok", 1, "POST GET"], bodiless: ["ok", 2], done: true } as const,
    always: {
      json: [`HttpError ${status}`, 3],
      create: ["ok", 1, "POST GET"],
      bodiless: [`HttpError ${status}`, 3],
      done: true,
    } as const,
  },
]);

matrix([
  {
    server: "acts and answers with half of the JSON",
    fault: { acted: true, way: "cut" },
    once: { ...told, done: true },
    always: { ...told, done: true },
  },
  {
    server: "answers 200 with HTML, without acting,",
    fault: { acted: false, way: "answer", ...html },
    once: { ...told, done: false },
    always: { ...told, done: false },
  },
  {
    server: "acts and answers with JSON of another shape",
    fault: { acted: true, way: "answer", ...other },
    once: { ...told, done: true },
    always: { ...told, done: true },
  },
  {
    server: "acts and answers 204",
    fault: { acted: true, way: "answer", status: 204, headers: {}, body: "" },
    once: { ...told, done: true },
    always: { ...told, done: true },
  },
  ...errors,
]);
