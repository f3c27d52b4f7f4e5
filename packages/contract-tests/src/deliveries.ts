import { type Api, documents, type OpenApiDocument, type Operation } from "./document.ts";
import { wholeValues } from "./mutations/walk.ts";
import { componentName, locate } from "./pointer.ts";

/** A delivery of the document. */
export interface Delivery {
  name: string;
  operation: Operation;
  /** Name of the component schema of its body. */
  schema: string;
}

/** A value of a delivery, with the schema that it belongs to. */
export interface DeliveryExample {
  api: Api;
  delivery: string;
  schema: string;
  name: string;
  value: Record<string, unknown>;
}

/** Lists the deliveries in the document's order. */
export function listDeliveries(document: OpenApiDocument): Delivery[] {
  return Object.entries(document.webhooks).map(([name, { post }]) => ({
    name,
    operation: post,
    schema: componentName(post.requestBody?.content["application/json"]?.schema ?? {}),
  }));
}

/** Lists the examples of deliveries. */
export function deliveryExamples(api: Api): DeliveryExample[] {
  const document = documents[api];
  return listDeliveries(document).flatMap(({ name: delivery, schema }) => {
    const at = ["webhooks", delivery, "post", "requestBody", "content", "application/json", "examples"];
    return Object.keys(locate<object>(document, ...at).node).map((name) => {
      const { value } = locate<{ value: Record<string, unknown> }>(document, ...at, name).node;
      return { api, delivery, schema, name, value };
    });
  });
}

/** Makes deliveries with every field that is known of them, one for each form. */
export function wholeDeliveries(api: Api): DeliveryExample[] {
  const document = documents[api];
  return listDeliveries(document).flatMap(({ name: delivery, schema }) =>
    wholeValues(document, { $ref: `#/components/schemas/${schema}` }).map((value, index) => ({
      api,
      delivery,
      schema,
      name: `${delivery} with every field, form ${index + 1}`,
      value: value as Record<string, unknown>,
    })),
  );
}
