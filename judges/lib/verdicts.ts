import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Sandbox } from "@comms-webhooks/sandbox";
import { signWebexDelivery } from "comms-webhooks/testing";
import { createWebexReceiver } from "comms-webhooks/webex";

/** Returns whether a delivery is authentic, by its headers and the bytes of its body. */
export type Judge = (headers: IncomingHttpHeaders, body: Buffer) => Promise<boolean>;

/** Whether a delivery was accepted: by what others wrote, and by this project's receiver. */
export interface Verdicts {
  theirs: boolean;
  ours: boolean;
}

/** A server on loopback that has two judges for each delivery, and responds after both. */
export interface VerdictServer {
  url: string;
  /** Returns the verdicts since the last call. */
  take(): Verdicts[];
  close(): void;
}

/** Listens with what others wrote, and with this project's receiver for the same secret. */
export async function listenForVerdicts(theirs: Judge, secret: () => string): Promise<VerdictServer> {
  const verdicts: Verdicts[] = [];
  const ours: Judge = async (headers, body) => {
    const receive = createWebexReceiver({ secret: secret(), on: { "messages.created": () => undefined } });
    const init = { method: "POST", headers: headers as Record<string, string>, body: new Uint8Array(body) };
    return (await receive(new Request("http://receiver.test", init))).ok;
  };
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    verdicts.push({ theirs: await theirs(request.headers, body), ours: await ours(request.headers, body) });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => verdicts.splice(0),
    close: () => server.close(),
  };
}

/** Sends deliveries that are authentic, forged, and changed on the way. Returns the verdicts of each. */
export async function judgeDeliveries(
  sandbox: Sandbox,
  server: VerdictServer,
  secret: string,
): Promise<Record<string, Verdicts | undefined>> {
  const verdicts: Record<string, Verdicts | undefined> = {};
  const note = (title: string) => {
    const [verdict, ...others] = server.take();
    if (others.length > 0) throw new Error(`${title} was delivered more than once`);
    verdicts[title] = verdict;
  };
  const event = { api: "webex", name: "messages.created" } as const;
  await sandbox.deliver(event);
  note("authentic");
  await sandbox.deliver({ ...event, change: { data: { personEmail: "zoë+😀@example.com" } } });
  note("beyond ASCII");
  await sandbox.deliver({ ...event, fault: "wrongSignature" });
  note("forged");
  await sandbox.deliver({ ...event, fault: "truncated" });
  note("cut off");
  const text = JSON.stringify({ resource: "messages", event: "created", data: { id: "Y2lz" } }, null, 2);
  const post = (body: string, signature?: string) =>
    fetch(server.url, {
      method: "POST",
      body,
      headers: signature === undefined ? {} : { "x-spark-signature": signature },
    });
  await post(text);
  note("unsigned");
  await post(text.replace("created", "deleted"), await signWebexDelivery(text, secret));
  note("changed");
  await post(text, await signWebexDelivery(text, `${secret}x`));
  note("signed with another secret");
  await post(text, (await signWebexDelivery(text, secret)).slice(0, -1));
  note("with half a signature");
  await post(text, await signWebexDelivery(text, secret));
  note("written over several lines");
  return verdicts;
}

/** The verdicts that everyone has to give. What is written over several lines is authentic, too. */
export const rightVerdicts: Readonly<Record<string, Verdicts>> = {
  authentic: { theirs: true, ours: true },
  "beyond ASCII": { theirs: true, ours: true },
  forged: { theirs: false, ours: false },
  "cut off": { theirs: false, ours: false },
  unsigned: { theirs: false, ours: false },
  changed: { theirs: false, ours: false },
  "signed with another secret": { theirs: false, ours: false },
  "with half a signature": { theirs: false, ours: false },
  "written over several lines": { theirs: true, ours: true },
};
