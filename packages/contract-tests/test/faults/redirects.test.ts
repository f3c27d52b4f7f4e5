import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, expect, test } from "vitest";
import { type Ends, socketMatrix } from "./matrix.ts";

let visits = 0;
const elsewhere = createServer((socket) => {
  visits += 1;
  socket.destroy();
}).listen(0, "127.0.0.1");
await once(elsewhere, "listening");
const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/webhooks`;

socketMatrix(
  [301, 302, 303, 307, 308].map((status) => {
    const ends: Ends = {
      json: [`HttpError ${status}`, 1],
      create: [`HttpError ${status}`, 1, "POST"],
      bodiless: [`HttpError ${status}`, 1],
      done: false,
    };
    return {
      server: `redirects to another origin with ${status}`,
      fault: { acted: false, way: "respond", status, headers: { location }, body: "" },
      once: ends,
      ...(status === 302 && { always: ends }),
    };
  }),
);

test("no redirect is followed, so that no other origin gets a connection, let alone the token", () => {
  expect(visits).toBe(0);
});

afterAll(() => elsewhere.close());
