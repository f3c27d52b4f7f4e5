import { type LambdaHandler, toLambdaHandler } from "comms-webhooks/aws-lambda";
import { createWebexReceiver } from "comms-webhooks/webex";

/** Receives with AWS Lambda, behind API Gateway, a function URL or a load balancer: export it as `handler`. */
export function createLambdaHandler(secret: string, onMessage: (personEmail: string) => void): LambdaHandler {
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => onMessage(data.personEmail) },
  });
  return toLambdaHandler(receiver);
}
