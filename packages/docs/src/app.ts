import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { dist } from "./apis.ts";

/** The application that serves the built pages. */
export const app: Hono = new Hono();

app.use(serveStatic({ root: dist }));
