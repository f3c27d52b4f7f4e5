import type { Issue, StandardSchema } from "@comms-webhooks/validation";

/** What an authentic delivery is. */
export type Classification<Delivery, Unknown> =
  | { readonly kind: "known"; readonly name: string; readonly delivery: Delivery }
  | { readonly kind: "unknown"; readonly name: string; readonly delivery: Unknown }
  | { readonly kind: "invalid"; readonly name: string; readonly issues: readonly Issue[] };

/** Classifies a value by its name and by the schema of all deliveries. */
export function classify<Delivery, Unknown>(
  name: string,
  value: unknown,
  schema: StandardSchema<unknown>,
  known: ReadonlySet<string>,
): Classification<Delivery, Unknown> {
  const { issues } = schema["~standard"].validate(value);
  if (issues) return { kind: "invalid", name, issues };
  if (known.has(name)) return { kind: "known", name, delivery: value as Delivery };
  return { kind: "unknown", name, delivery: value as Unknown };
}
