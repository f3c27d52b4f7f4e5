import { socketMatrix } from "./matrix.ts";

const again = "POST GET POST GET POST";

socketMatrix(
  [
    {
      server: "neither acts nor responds",
      fault: { acted: false, way: "hang" },
      once: { json: ["ok", 2], create: ["ok", 2, "POST GET POST"], bodiless: ["ok", 2], done: true },
      always: {
        json: ["TimeoutError", 3],
        create: ["TimeoutError", 3, again],
        bodiless: ["TimeoutError", 3],
        done: false,
      },
    },
    {
      server: "acts and never responds",
      fault: { acted: true, way: "hang" },
      once: { json: ["ok", 2], create: ["ok", 1, "POST GET"], bodiless: ["ok", 2], done: true },
      always: { json: ["TimeoutError", 3], create: ["ok", 1, "POST GET"], bodiless: ["TimeoutError", 3], done: true },
    },
    {
      server: "acts and sends a body that outlasts the timeout",
      fault: { acted: true, way: "dribble" },
      once: { json: ["ok", 2], create: ["ok", 1, "POST GET"], bodiless: ["ok", 1], done: true },
      always: { json: ["TimeoutError", 3], create: ["ok", 1, "POST GET"], bodiless: ["ok", 1], done: true },
    },
  ],
  { timeout: 250 },
);
