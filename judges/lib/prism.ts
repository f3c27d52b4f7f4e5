import { createRequire } from "node:module";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { validateOutput } from "@stoplight/prism-http/dist/validator/index.js";
import { createServer } from "@stoplight/prism-http-server";
import type { ApiResponse } from "./send.ts";

/** Prism with an API's document, as a proxy on loopback in front of a server. */
export interface Prism {
  url: string;
  /** Returns what Prism finds wrong with a response of an operation. */
  responseFaults(operationId: string, response: ApiResponse): string[];
  close(): Promise<void>;
}

/** Returns the path of an API's bundled document. */
export function bundleOf(api: string): string {
  return createRequire(import.meta.url).resolve(`@comms-webhooks/${api}-spec/openapi.json`);
}

/** Starts Prism so that it responds itself, with problem details, to each request that the document doesn't allow. */
export async function startPrism(api: string, upstream: string): Promise<Prism> {
  const operations = await getHttpOperationsFromSpec(bundleOf(api));
  const server = createServer(operations, {
    cors: false,
    config: {
      isProxy: true,
      upstream: new URL(upstream),
      upstreamProxy: undefined,
      validateRequest: true,
      validateResponse: true,
      checkSecurity: true,
      errors: true,
      mock: { dynamic: false },
    },
    components: { logger: createLogger("Prism", { level: "silent" }) },
  });
  return {
    url: await server.listen(0, "127.0.0.1"),
    responseFaults(operationId, { status, headers, text }) {
      const resource = operations.find(({ iid }) => iid === operationId);
      if (!resource) throw new Error(`Prism doesn't know ${operationId}`);
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      const result = validateOutput({ resource, element: { statusCode: status, headers, body } });
      return result._tag === "Right" ? [] : result.left.map(({ path, message }) => `${path?.join(".")}: ${message}`);
    },
    close: () => server.close(),
  };
}
