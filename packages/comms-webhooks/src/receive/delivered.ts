import type { Issue, StandardSchema } from "@comms-webhooks/validation";

/** What came, once it is authentic. */
export type Delivered<Delivery, Unknown> =
  | { readonly kind: "known"; readonly name: string; readonly delivery: Delivery }
  | { readonly kind: "unknown"; readonly name: string; readonly delivery: Unknown }
  | { readonly kind: "invalid"; readonly name: string; readonly issues: readonly Issue[] };

/** Says what a value is, by its name and by the schema of all deliveries. */
export function toDelivered<Delivery, Unknown>(
  name: string,
  value: unknown,
  schema: StandardSchema<unknown>,
  known: ReadonlySet<string>,
): Delivered<Delivery, Unknown> {
  const { issues } = schema["~standard"].validate(value);
  if (issues) return { kind: "invalid", name, issues };
  if (known.has(name)) return { kind: "known", name, delivery: value as Delivery };
  return { kind: "unknown", name, delivery: value as Unknown };
}
