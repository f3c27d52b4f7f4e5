import type { Path } from "./edit.ts";
import { drop, dropItem, type Found, isObject, replace, scalars } from "./found.ts";
import { schemaEdits } from "./schema-edits.ts";

type Node = Readonly<Record<string, unknown>>;

const methods = ["get", "post", "put", "delete"];

/** Lists edits of the root document. */
export function rootEdits(document: Node): Found[] {
  const { servers, security, paths, webhooks, components } = document;
  const names = (key: string, of: unknown) => Object.keys(isObject(of) ? of : {}).map((name) => [key, name] as const);
  return [
    ...(Array.isArray(servers) ? servers : []).flatMap((server: Node, index) => [
      dropItem("server", servers as unknown[], ["servers"], index),
      replace("server", server, ["servers", index], "url", `${server["url"]}/x`),
      replace("server", server, ["servers", index], "x-name", `${server["x-name"]}x`),
    ]),
    ...securityEdits(document, []),
    ...(security === undefined ? [] : [replace("security", document, [], "security", [])]),
    ...names("paths", paths).map(([key, name]) => drop("operation", document[key] as Node, [key], name)),
    ...names("webhooks", webhooks).map(([key, name]) => drop("delivery", document[key] as Node, [key], name)),
    ...operationEdits(document["x-delivery-defaults"], ["x-delivery-defaults"]),
    ...schemeEdits(components),
  ];
}

function schemeEdits(components: unknown): Found[] {
  const schemes = isObject(components) ? (components["securitySchemes"] as Record<string, Node>) : {};
  return Object.entries(schemes).flatMap(([name, scheme]) =>
    ["type", "scheme", "in", "name"]
      .filter((key) => key in scheme)
      .map((key) => {
        const to = { http: "apiKey", apiKey: "http", bearer: "basic", header: "query" }[String(scheme[key])];
        return replace("security", scheme, ["components", "securitySchemes", name], key, to ?? `X-${scheme[key]}`);
      }),
  );
}

function securityEdits(node: Node, at: Path): Found[] {
  const { security } = node;
  if (!Array.isArray(security)) return [];
  return [
    drop("security", node, at, "security"),
    ...[...security.keys()].map((index) => dropItem("security", security, [...at, "security"], index)),
  ];
}

/** Lists edits of a Path Item: of `paths/` or `deliveries/`. */
export function pathItemEdits(item: Node): Found[] {
  return [
    ...parameterListEdits(item["parameters"], ["parameters"]),
    ...methods
      .filter((method) => method in item)
      .flatMap((method) => [drop("operation", item, [], method), ...operationEdits(item[method], [method])]),
  ];
}

function operationEdits(operation: unknown, at: Path): Found[] {
  if (!isObject(operation)) return [];
  const { operationId, requestBody, responses, tags } = operation;
  const found: Found[] = [...securityEdits(operation, at)];
  const set = (kind: string, key: string, to: unknown) => found.push(replace(kind, operation, at, key, to));
  if (operationId !== undefined) {
    set("operationId", "operationId", `${operationId}X`);
    set("x-idempotent", "x-idempotent", operation["x-idempotent"] === undefined ? true : undefined);
    set("security", "security", []);
  }
  if (operation["x-webhook-type"] !== undefined) {
    set("x-webhook-type", "x-webhook-type", undefined);
    set("x-webhook-type", "x-webhook-type", operation["x-webhook-type"] === "MSG" ? "CADR" : "MSG");
  }
  if (Array.isArray(tags)) set("tag", "tags", undefined);
  found.push(...parameterListEdits(operation["parameters"], [...at, "parameters"]));
  if (isObject(requestBody)) {
    const body = [...at, "requestBody"];
    if (requestBody["required"] !== undefined) found.push(drop("request body", requestBody, body, "required"));
    found.push(...contentEdits(requestBody["content"], [...body, "content"]));
  }
  for (const [status, response] of Object.entries(isObject(responses) ? responses : {})) {
    const place = [...at, "responses"];
    found.push(drop("response", responses as Node, place, status));
    const renamed = { at: [...place, status === "418" ? "451" : "418"], to: response };
    const dropped = drop("response", responses as Node, place, status);
    found.push({ ...dropped, to: "418", operations: [...dropped.operations, renamed] });
    const reference = isObject(response) && response["$ref"];
    if (typeof reference === "string") {
      const other = Object.values(responses as Node).find(
        (one) => isObject(one) && one["$ref"] && one["$ref"] !== reference,
      );
      if (other) found.push(replace("response", responses as Node, place, status, other));
    }
    found.push(...responseEdits(response, [...place, status]));
  }
  return found;
}

/** Lists edits of a response. */
export function responseEdits(response: unknown, at: Path): Found[] {
  if (!isObject(response)) return [];
  const headers = isObject(response["headers"]) ? response["headers"] : {};
  return [
    ...Object.keys(headers).map((name) => drop("header", headers, [...at, "headers"], name)),
    ...contentEdits(response["content"], [...at, "content"]),
  ];
}

function contentEdits(content: unknown, at: Path): Found[] {
  return Object.entries(isObject(content) ? content : {}).flatMap(([type, media]) => {
    const { schema, examples } = media as Node;
    const dropped = drop("media type", content as Node, at, type);
    const renamed = { at: [...at, "text/plain"], to: media };
    return [
      { ...dropped, to: "text/plain", operations: [...dropped.operations, renamed] },
      ...(isObject(examples)
        ? Object.keys(examples).map((name) => drop("example", examples, [...at, type, "examples"], name))
        : []),
      ...schemaEdits(schema, [...at, type, "schema"]),
    ];
  });
}

function parameterListEdits(parameters: unknown, at: Path): Found[] {
  if (!Array.isArray(parameters)) return [];
  return parameters.flatMap((parameter, index) => [
    dropItem("parameter", parameters, at, index),
    ...parameterEdits(parameter, [...at, index]),
  ]);
}

/** Lists edits of a parameter or a header. */
export function parameterEdits(parameter: unknown, at: Path): Found[] {
  if (!isObject(parameter)) return [];
  const { name, required, schema } = parameter;
  return [
    ...(name === undefined ? [] : [replace("parameter", parameter, at, "name", `${name}X`)]),
    ...(parameter["in"] === "query" || parameter["in"] === "header"
      ? [
          replace("parameter", parameter, at, "required", required ? undefined : true),
          replace("parameter", parameter, at, "in", parameter["in"] === "query" ? "header" : "query"),
        ]
      : []),
    ...scalars("example of a field", parameter["example"] ?? null, [...at, "example"]),
    ...schemaEdits(schema, [...at, "schema"]),
  ];
}
