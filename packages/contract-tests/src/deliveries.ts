import { type Api, documentOf } from "./apis.ts";
import type { OpenApiDocument, Operation, Schema } from "./document.ts";
import { formsOf, pinned } from "./mutations/forms.ts";
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
  const document = documentOf(api);
  return listDeliveries(document).flatMap(({ name: delivery, schema }) => {
    const at = ["webhooks", delivery, "post", "requestBody", "content", "application/json", "examples"];
    return Object.keys(locate<object>(document, ...at).node).map((name) => {
      const { value } = locate<{ value: Record<string, unknown> }>(document, ...at, name).node;
      return { api, delivery, schema, name, value };
    });
  });
}

/** Builds deliveries with every known field, one for each form. */
export function wholeDeliveries(api: Api): DeliveryExample[] {
  const document = documentOf(api);
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

/** Returns the fields whose fixed values tell all deliveries of an API apart. One of them may be absent in some. */
export function selectingFields(api: Api): string[] {
  const bodies = listDeliveries(documentOf(api)).map(({ schema }) => bodyOf(api, schema));
  const names = Object.keys(bodies[0]?.properties ?? {});
  return names.filter(
    (name) =>
      bodies.every(({ properties }) => fixedValues(properties?.[name]).length > 0) &&
      bodies.some((body) => pinned(body).includes(name)),
  );
}

/** Returns the selecting fields that a delivery may lack, because others have none. */
export function optionalSelectingFields(api: Api): string[] {
  const bodies = listDeliveries(documentOf(api)).map(({ schema }) => bodyOf(api, schema));
  return selectingFields(api).filter((name) => bodies.some((body) => !pinned(body).includes(name)));
}

/**
 * Returns the names that a delivery's schema allows, with a dot between the values of several fields. What is absent has no
 * part in a name.
 */
export function namesOf(api: Api, schema: string): string[] {
  const body = bodyOf(api, schema);
  const lists = selectingFields(api).map((name) => [
    ...(pinned(body).includes(name) ? [] : [""]),
    ...fixedValues(body.properties?.[name]),
  ]);
  return lists
    .reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => `${head}.${tail}`)))
    .map((name) => name.replace(/^\./, ""));
}

/** Returns the only values that a schema allows, if it lists them. */
export function fixedValues(schema: Schema | false | undefined): string[] {
  return schema ? [schema.const ?? schema.enum ?? []].flat() : [];
}

function bodyOf(api: Api, schema: string): Schema {
  const [form] = formsOf(documentOf(api), { $ref: `#/components/schemas/${schema}` });
  return form?.schema ?? {};
}
