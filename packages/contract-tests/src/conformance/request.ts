import { accepts, errorsAt } from "../ajv.ts";
import { type Api, documentOf } from "../apis.ts";
import type { OpenApiDocument, Parameter } from "../document.ts";
import { listOperations, type OperationEntry } from "../operations.ts";
import { locate, resolveSchema } from "../pointer.ts";

/** Returns what is wrong with a request by an API's document: nothing if it is right. */
export async function requestFaults(api: Api, request: Request): Promise<string[]> {
  const document = documentOf(api);
  const url = new URL(request.url);
  const server = document.servers.find((known) => `${url.origin}${url.pathname}`.startsWith(`${known.url}/`));
  if (!server) return [`${url.origin} isn't a server of ${api}`];
  const path = `${url.origin}${url.pathname}`.slice(server.url.length);
  const entry = findEntry(document, path, request.method);
  if (!entry) return [`${request.method} ${path} isn't an operation of ${api}`];
  return [
    ...securityFaults(document, request),
    ...pathFaults(api, entry, path),
    ...queryFaults(api, entry, url.searchParams),
    ...(await bodyFaults(api, entry, request)),
  ];
}

/** Returns the id of the operation that a request calls. */
export function operationOf(api: Api, request: Request): string | undefined {
  const document = documentOf(api);
  const url = request.url.replace(/[?#].*$/, "");
  const server = document.servers.find((known) => url.startsWith(`${known.url}/`));
  return server && findEntry(document, url.slice(server.url.length), request.method)?.operation.operationId;
}

function findEntry(document: OpenApiDocument, path: string, method: string): OperationEntry | undefined {
  return listOperations(document).find(
    (entry) => entry.method === method.toLowerCase() && template(entry.path).test(path),
  );
}

function template(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
}

function securityFaults(document: OpenApiDocument, request: Request): string[] {
  const schemes = document.security.flatMap((requirement) => Object.keys(requirement));
  return schemes.flatMap((name) => {
    const scheme = document.components.securitySchemes[name];
    if (scheme?.type !== "http" || scheme.scheme !== "bearer")
      return [`the security scheme ${name} isn't supported here`];
    const header = request.headers.get("authorization") ?? "";
    return /^Bearer [\w.~+/-]+=*$/.test(header) ? [] : ["the Authorization header doesn't contain a bearer token"];
  });
}

function pathFaults(api: Api, entry: OperationEntry, path: string): string[] {
  const given = template(entry.path).exec(path)?.groups ?? {};
  return entry.parameters
    .filter((parameter) => parameter.in === "path")
    .flatMap((parameter) => parameterFaults(api, parameter, decodeURIComponent(given[parameter.name] ?? "")));
}

function queryFaults(api: Api, entry: OperationEntry, query: URLSearchParams): string[] {
  const known = entry.parameters.filter((parameter) => parameter.in === "query");
  const unknown = [...query.keys()].filter((name) => !known.some((parameter) => parameter.name === name));
  return [
    ...unknown.map((name) => `the query parameter ${name} isn't declared`),
    ...known.flatMap((parameter) => {
      const values = query.getAll(parameter.name);
      if (values.length > 1) return [`the query parameter ${parameter.name} is given ${values.length} times`];
      const [value] = values;
      if (value === undefined) return parameter.required ? [`the query parameter ${parameter.name} is missing`] : [];
      return parameterFaults(api, parameter, value);
    }),
  ];
}

function parameterFaults(api: Api, parameter: Parameter, text: string): string[] {
  const { type } = resolveSchema(documentOf(api), parameter.schema);
  const value = type === "integer" && /^-?\d+$/.test(text) ? Number(text) : text;
  return accepts(api, pointerOf(api, parameter), "asserted")(value)
    ? []
    : [`the parameter ${parameter.name} can't be ${JSON.stringify(value)}`];
}

function pointerOf(api: Api, parameter: Parameter): string {
  const document = documentOf(api);
  for (const { path, method, operation } of listOperations(document)) {
    for (const keys of [
      ["paths", path],
      ["paths", path, method],
    ]) {
      const list = keys.length === 2 ? document.paths[path]?.parameters : operation.parameters;
      const index = list?.indexOf(parameter) ?? -1;
      if (index >= 0) return locate(document, ...keys, "parameters", `${index}`, "schema").pointer;
    }
  }
  throw new Error(`The parameter ${parameter.name} stands nowhere`);
}

async function bodyFaults(api: Api, { path, method, operation }: OperationEntry, request: Request): Promise<string[]> {
  const text = await request.clone().text();
  const declared = operation.requestBody;
  if (!declared) return text === "" ? [] : ["there is a body where none is declared"];
  const type = request.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  if (!(type in declared.content)) return [`the media type "${type}" isn't declared`];
  const pointer = locate(documentOf(api), "paths", path, method, "requestBody", "content", type, "schema").pointer;
  return errorsAt(api, pointer, "asserted", JSON.parse(text)).map(
    ({ instancePath, message }) => `the body's ${instancePath || "root"} ${message}`,
  );
}
