// What a program in CommonJS gets by `require`, from Node 20.19 and TypeScript 5.8.
import comms = require("comms-webhooks");

import { createWebexReceiver } from "comms-webhooks/webex";

const receiver: comms.Receiver = createWebexReceiver({ secret: "secret", onUnknown: undefined });
export = { receiver, isHttpError: comms.isHttpError };
