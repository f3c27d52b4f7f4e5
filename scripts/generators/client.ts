import { type Document, type GeneratedFile, header, listOperations, urlOf } from "./openapi.ts";
import { querySerializer } from "./parameter-styles.ts";
import { docComment, isIdentifier, literal, propertyName } from "./texts.ts";

/** Methods that HTTP defines as idempotent (RFC 9110, section 9.2.2). */
const idempotentMethods = new Set(["get", "put", "delete", "head", "options", "trace"]);

const member = { indent: "  " };

/** Returns a summary with a full stop. */
function sentence(text: string | undefined): string {
  return text ? `${text}.` : "";
}

/** Shows a call of the first operation that reads, if its path says all that it needs. */
function example(api: string, document: Document): string[] {
  const call = listOperations(document).find(({ method }) => method === "get");
  const required = call?.parameters.filter((parameter) => parameter.required) ?? [];
  if (!call || required.some((parameter) => parameter.in !== "path" || parameter.example === undefined)) return [];
  const values = required.map(({ name, example }) => `${propertyName(name)}: ${literal(example)}`);
  const options = values.length > 0 ? `, {\n  params: { path: { ${values.join(", ")} } },\n}` : "";
  return [
    "",
    "@example",
    "```ts",
    `import { createClient } from "@comms-webhooks/${api}-client";`,
    "",
    'const client = createClient({ headers: { Authorization: `Bearer ${process.env["TOKEN"]}` } });',
    `const { data, error } = await client.GET(${literal(call.path)}${options});`,
    "console.log(data ?? error);",
    "```",
  ];
}

/** Generates the fetch client with its servers and its table of operations. */
export function generateClient(api: string, document: Document): GeneratedFile[] {
  const [first] = document.servers;
  if (!first) throw new Error(`specs/${api}/openapi.yaml: expected at least one server`);
  const servers = document.servers.map(
    (server) =>
      `${docComment(sentence(server.description), member)}  ${propertyName(server["x-name"])}: ${literal(server.url)},\n`,
  );
  const defaultServer = isIdentifier(first["x-name"])
    ? `servers.${first["x-name"]}`
    : `servers[${literal(first["x-name"])}]`;
  const operations = listOperations(document).map(({ path, method, operation, servers }) => {
    const idempotent = operation["x-idempotent"] ?? idempotentMethods.has(method);
    const own = servers?.[0] ? `, baseUrl: ${literal(urlOf(servers[0]))}` : "";
    const entry = `{ method: "${method.toUpperCase()}", path: ${literal(path)}, idempotent: ${idempotent}${own} }`;
    return `${docComment(sentence(operation.summary), member)}  ${propertyName(operation.operationId)}: ${entry},\n`;
  });
  const note = operations.some((entry) => entry.includes(", baseUrl: ")) ? " Some have a base URL of their own." : "";
  const styles = querySerializer(document);
  const imports = `type Client, type ClientOptions${styles && ", createQuerySerializer"}`;
  const content = `${header(api, "client.ts", document, "The fetch client, the servers and the operations of the")}import createFetchClient, { ${imports} } from "openapi-fetch";
import type { paths } from "@comms-webhooks/${api}-types";

/** The base URLs of the servers, by name. */
export const servers = {
${servers.join("")}} as const;

/** The operations by id: method, path, and whether a request can be repeated safely.${note} */
export const operations = {
${operations.join("")}} as const;
${styles}
${docComment(`Creates a typed fetch client. The default of \`baseUrl\` is the server \`${first["x-name"]}\`.`, { tags: example(api, document) })}export function createClient(options: ClientOptions = {}): Client<paths> {
  return createFetchClient<paths>({ baseUrl: ${defaultServer}, ${styles && "querySerializer, "}...options });
}
`;
  return [{ path: "client.ts", content }];
}
