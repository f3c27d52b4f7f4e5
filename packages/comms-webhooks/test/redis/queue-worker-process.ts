// A worker in a process of its own. It writes the id of each delivery that it has handled to a file, and then forgets it.
import { appendFileSync } from "node:fs";
import { createBullWorker } from "comms-webhooks/bullmq";
import { createWebexDispatcher } from "comms-webhooks/webex";

const [url = "", file = ""] = process.argv.slice(2);
const { worker } = createBullWorker({
  connection: { url },
  dispatch: createWebexDispatcher({ on: { "messages.created": ({ data }) => appendFileSync(file, `${data.id}\n`) } }),
  onError: () => undefined,
  // Shorter times than by default, so that what a killed process held is taken soon.
  worker: { lockDuration: 2_000, stalledInterval: 1_000, runRetryDelay: 500 },
});
await worker.waitUntilReady();
console.log("ready");
