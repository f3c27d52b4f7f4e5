import { type Api, documentOf } from "./apis.ts";
import type { Content, OpenApiDocument, ResponseObject } from "./document.ts";
import { listOperations } from "./operations.ts";
import { componentName, locate } from "./pointer.ts";

/** An example of a request or of a response, with the schema it belongs to. */
export interface Example {
  api: Api;
  operationId: string;
  /** `request`, a status or `default`. */
  place: string;
  name: string;
  value: unknown;
  /** JSON Pointer of the schema in the document. */
  pointer: string;
  /** Name of the component schema. */
  schema: string;
}

/** Lists every example of every operation, once for each operation that shows it. */
export function listExamples(api: Api): Example[] {
  const document = documentOf(api);
  return listOperations(document).flatMap(({ path, method, operation }) => {
    const { operationId } = operation;
    const at = ["paths", path, method];
    const requests = operation.requestBody ? bodies(document, [...at, "requestBody"]) : [];
    const responses = Object.keys(operation.responses).flatMap((status) =>
      bodies(document, [...at, "responses", status]).map((body) => ({ ...body, place: status })),
    );
    return [...requests.map((body) => ({ ...body, place: "request" })), ...responses].map((body) => ({
      api,
      operationId,
      ...body,
    }));
  });
}

/** The examples of requests only. */
export function requestExamples(api: Api): Example[] {
  return listExamples(api).filter(({ place }) => place === "request");
}

/** The examples of responses, each component once although many operations show it. */
export function responseExamples(api: Api): Example[] {
  const unique = new Map<string, Example>();
  for (const example of listExamples(api)) {
    if (example.place !== "request") unique.set(`${example.name} ${JSON.stringify(example.value)}`, example);
  }
  return [...unique.values()];
}

/** Builds the response of an operation's success from its first example. */
export function exampleResponse(api: Api, operationId: string | undefined): Response {
  const { responses } = listOperations(documentOf(api)).find(({ operation }) => operation.operationId === operationId)
    ?.operation ?? { responses: {} };
  const status = Object.keys(responses).find((code) => code.startsWith("2"));
  if (status === undefined) throw new Error(`${api} has no operation ${operationId} that succeeds`);
  const example = listExamples(api).find((found) => found.operationId === operationId && found.place === status);
  if (example) return Response.json(example.value, { status: Number(status) });
  return new Response(null, { status: Number(status) });
}

function bodies(document: OpenApiDocument, at: string[]): Pick<Example, "name" | "value" | "pointer" | "schema">[] {
  const { node } = locate<ResponseObject>(document, ...at);
  const content: Content = node.content ?? {};
  return Object.entries(content).flatMap(([type, { schema, examples }]) =>
    Object.keys(examples ?? {}).map((name) => ({
      name,
      value: locate<{ value: unknown }>(document, ...at, "content", type, "examples", name).node.value,
      pointer: locate(document, ...at, "content", type, "schema").pointer,
      schema: componentName(schema),
    })),
  );
}
