import { type Api, documentOf } from "./apis.ts";
import type { OpenApiDocument, Operation, Parameter } from "./document.ts";

const methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

/** An operation with its place in the document. */
export interface OperationEntry {
  path: string;
  method: string;
  operation: Operation;
  parameters: Parameter[];
}

/** Lists the operations of a document, each with the parameters of its path. */
export function listOperations(document: OpenApiDocument): OperationEntry[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => method in item)
      .map((method) => {
        const operation = item[method] as Operation;
        return { path, method, operation, parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])] };
      }),
  );
}

/** Finds an operation by its id. */
export function findOperation(api: Api, operationId: string): OperationEntry {
  const entry = listOperations(documentOf(api)).find(({ operation }) => operation.operationId === operationId);
  if (!entry) throw new Error(`The document of ${api} has no operation ${operationId}`);
  return entry;
}

/** Names the validator of an operation's parameters. */
export function parametersName(operationId: string): string {
  return `${operationId[0]?.toUpperCase()}${operationId.slice(1)}Parameters`;
}
