import type { HttpHandler } from "@azure/functions";
import { createWebexReceiver } from "comms-webhooks/webex";

/** Receives with Azure Functions: `app.http("webex", { methods: ["POST"], authLevel: "anonymous", handler })`. */
export function createAzureHandler(secret: string, onMessage: (personEmail: string) => void): HttpHandler {
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => onMessage(data.personEmail) },
  });
  return async ({ url, method, headers, body }) => {
    const response = await receiver(
      new Request(url, {
        method,
        headers: [...headers],
        ...(body && { body: body as ReadableStream, duplex: "half" }),
      }),
    );
    return { status: response.status, headers: [...response.headers], body: await response.text() };
  };
}
