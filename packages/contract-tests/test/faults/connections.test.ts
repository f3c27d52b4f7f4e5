import { socketMatrix } from "./matrix.ts";

const again = "POST GET POST GET POST";

socketMatrix([
  {
    server: "refuses the connection",
    once: { json: ["ok", 2, 1], create: ["ok", 2, "POST"], bodiless: ["ok", 2, 1], done: true },
    twice: { json: ["ok", 3, 1], create: ["ok", 3, "POST"], bodiless: ["ok", 3, 1], done: true },
    always: {
      json: ["NetworkError", 3, 0],
      create: ["NetworkError", 3, ""],
      bodiless: ["NetworkError", 3, 0],
      done: false,
    },
  },
  {
    server: "resets the connection before it acts",
    fault: { acted: false, way: "reset" },
    once: { json: ["ok", 2], create: ["ok", 2, "POST GET POST"], bodiless: ["ok", 2], done: true },
    twice: { json: ["ok", 3], create: ["ok", 3, again], bodiless: ["ok", 3], done: true },
    always: {
      json: ["NetworkError", 3],
      create: ["NetworkError", 3, again],
      bodiless: ["NetworkError", 3],
      done: false,
    },
  },
  {
    server: "acts and then resets the connection before the headers",
    fault: { acted: true, way: "reset" },
    once: { json: ["ok", 2], create: ["ok", 1, "POST GET"], bodiless: ["ok", 2], done: true },
    always: { json: ["NetworkError", 3], create: ["ok", 1, "POST GET"], bodiless: ["NetworkError", 3], done: true },
  },
  {
    server: "acts and then resets the connection amid the body",
    fault: { acted: true, way: "break" },
    once: { json: ["ok", 2], create: ["ok", 1, "POST GET"], bodiless: ["ok", 1], done: true },
    always: { json: ["NetworkError", 3], create: ["ok", 1, "POST GET"], bodiless: ["ok", 1], done: true },
  },
]);
