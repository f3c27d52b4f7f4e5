import { toNodeHandler } from "comms-webhooks/node";
import { createWebexReceiver } from "comms-webhooks/webex";
import fastify, { type FastifyInstance, type FastifyServerOptions } from "fastify";

/** Receives with Fastify: a parser for this one route keeps the bytes; the other routes keep their parsers. */
export function createFastifyApp(
  secret: string,
  onMessage: (personEmail: string) => void,
  options: FastifyServerOptions = {},
): FastifyInstance {
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => onMessage(data.personEmail) },
  });
  const handler = toNodeHandler(receiver);
  const app = fastify(options);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.post("/webex", async (request, reply) => {
      reply.hijack();
      await handler(Object.assign(request.raw, { body: request.body }), reply.raw);
    });
  });
  return app;
}
