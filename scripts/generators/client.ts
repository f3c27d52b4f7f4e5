import { type Document, type GeneratedFile, header, listOperations } from "./openapi.ts";

/** Methods that HTTP defines as idempotent (RFC 9110, section 9.2.2). */
const idempotentMethods = new Set(["get", "put", "delete"]);

/** Generates the fetch client with its servers and its table of operations. */
export function generateClient(api: string, document: Document): GeneratedFile[] {
  const [first] = document.servers;
  if (!first) throw new Error(`specs/${api}/openapi.yaml: expected at least one server`);
  const servers = document.servers.map(
    (server) => `  /** ${server.description}. */\n  ${server["x-name"]}: ${JSON.stringify(server.url)},\n`,
  );
  const operations = listOperations(document).map(({ path, method, operation }) => {
    const idempotent = operation["x-idempotent"] ?? idempotentMethods.has(method);
    const entry = `{ method: "${method.toUpperCase()}", path: ${JSON.stringify(path)}, idempotent: ${idempotent} }`;
    return `  /** ${operation.summary}. */\n  ${operation.operationId}: ${entry},\n`;
  });
  const content = `${header(api, "client.ts", document)}import createFetchClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { paths } from "@comms-webhooks/${api}-types";

/** The base URLs of the servers, by name. */
export const servers = {
${servers.join("")}} as const;

/** The operations by id: method, path, and whether a request can be repeated safely. */
export const operations = {
${operations.join("")}} as const;

/** Creates a typed fetch client. The default of \`baseUrl\` is the server \`${first["x-name"]}\`. */
export function createClient(options: ClientOptions = {}): Client<paths> {
  return createFetchClient<paths>({ baseUrl: servers.${first["x-name"]}, ...options });
}
`;
  return [{ path: "client.ts", content }];
}
