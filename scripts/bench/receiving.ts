import { createHmac, timingSafeEqual } from "node:crypto";
import { Delivery } from "@comms-webhooks/webex-client/validators";
import { buildWebexDelivery } from "comms-webhooks/testing";
import { createWebexReceiver, verifyWebexSignature } from "comms-webhooks/webex";
import { atLeast, atMost, type Row, timeOf } from "./measure.ts";
import { sockets } from "./sockets.ts";

const secret = "a-secret-of-some-length";

/** Measures what receiving a delivery costs, compared with the least that a program without this package has to do. */
export async function receiving(): Promise<Row[]> {
  const request = await buildWebexDelivery("messages.created", { secret });
  const text = (await request.text()).padEnd(1_024);
  const bytes = new TextEncoder().encode(text);
  const signature = createHmac("sha1", secret).update(bytes).digest("hex");
  const headers = { "Content-Type": "application/json", "X-Spark-Signature": signature };
  const arrives = () => new Request("https://receiver.invalid/", { method: "POST", headers, body: bytes });
  const isAuthentic = (body: Uint8Array) =>
    timingSafeEqual(Buffer.from(createHmac("sha1", secret).update(body).digest("hex")), Buffer.from(signature));

  const receive = createWebexReceiver({ secret, on: { "messages.created": () => undefined } });
  const delivery: unknown = JSON.parse(text);
  const slow = await timeOf(
    {
      verify: () => verifyWebexSignature({ body: bytes, signature, secret }),
      bareVerify: () => isAuthentic(bytes),
      receive: () => receive(arrives()),
      async bareReceive() {
        const body = new Uint8Array(await arrives().arrayBuffer());
        if (isAuthentic(body)) JSON.parse(new TextDecoder().decode(body));
        return new Response();
      },
    },
    2_000,
  );
  const many = 1_000;
  const validate = () => {
    for (let count = 0; count < many; count += 1) Delivery["~standard"].validate(delivery);
  };
  const { validateMany } = await timeOf({ validateMany: validate }, 100);
  return [
    ...(await sockets()),
    atLeast("verifyWebexSignature, 1 KiB: rate / createHmac with timingSafeEqual", slow.bareVerify / slow.verify, 0.9),
    atLeast("receiver on the Fetch API: rate / arrayBuffer, HMAC and JSON.parse", slow.bareReceive / slow.receive, 0.6),
    atMost("validate a parsed delivery", validateMany / many, 1, " µs"),
  ];
}
