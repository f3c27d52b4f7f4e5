/** A JSON Schema as it stands in a document. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: string;
  enum?: string[];
  required?: string[];
  properties?: Record<string, Schema | false>;
  items?: Schema;
  not?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: boolean;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  description?: string;
  examples?: unknown[];
  "x-known-values"?: string[];
  "x-aliases"?: Record<string, string>;
  "x-violation"?: { path: string; message: string };
  "x-webhook-resources"?: Record<string, ResourceEntry>;
}

/** The facts about a resource that can be watched. */
export interface ResourceEntry {
  description: string;
  events: string[];
  filters: string[];
  scopes: { user?: string[]; admin?: string[]; compliance?: string[] };
  orgOwned: boolean;
}

/** A parameter of an operation. */
export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description: string;
  schema: Schema;
  example?: unknown;
}

/** Bodies by media type. */
export type Content = Record<
  string,
  { schema: Schema; examples?: Record<string, { $ref?: string; summary?: string; value: unknown }> }
>;

/** A response that an operation declares. */
export interface ResponseObject {
  $ref?: string;
  description: string;
  headers?: Record<string, { $ref?: string; description: string; schema: Schema }>;
  content?: Content;
}

/** An operation of the document. */
export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, ResponseObject>;
  "x-idempotent"?: boolean;
  "x-webhook-type"?: string;
}

/** A bundled OpenAPI document. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string; description: string; "x-name": string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, Operation> & { parameters?: Parameter[] }>;
  webhooks: Record<string, { post: Operation }>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, ResponseObject>;
    securitySchemes: Record<string, { type: string; scheme: string; description: string }>;
  };
  "x-error-codes"?: Record<string, string>;
  "x-receipt-error-codes"?: Record<string, Record<string, { name: string; metaCode?: number }>>;
  "x-source-addresses"?: { date: string; regions: Record<string, string[]> };
}
