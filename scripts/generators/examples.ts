import { type Document, type GeneratedFile, header } from "./openapi.ts";
import { literal } from "./texts.ts";

/** Generates the examples of deliveries, which tests and the sandbox build deliveries from. */
export function generateExamples(api: string, document: Document): GeneratedFile[] {
  const deliveries = Object.entries(document.webhooks ?? {});
  if (deliveries.length === 0) return [];
  const entries = deliveries.flatMap(([name, item]) =>
    Object.entries(item["post"]?.requestBody?.content["application/json"]?.examples ?? {}).map(([key, { $ref }]) => {
      const example = document.components.examples?.[$ref.split("/").at(-1) ?? ""];
      if (!example || (key !== name && !key.startsWith(`${name}.`))) {
        throw new Error(`The example ${key} of ${name} must be a file named ${name}.yaml or ${name}.<case>.yaml`);
      }
      return [key.slice(name.length + 1) || "default", name, example.value] as const;
    }),
  );
  const names = deliveries.map(([name]) => {
    const cases = entries.filter(([, delivery]) => delivery === name).map(([key, , value]) => [key, value]);
    return `  ${literal(name)}: ${literal(Object.fromEntries(cases), 2).replaceAll("\n", "\n  ")},\n`;
  });
  const content = [
    header(api, "examples.ts", document, "The examples of deliveries of the"),
    `import type { DeliveryMap, DeliveryName } from "@comms-webhooks/${api}-types";\n\n`,
    "/** The examples of each delivery, by case. */\n",
    "export const deliveryExamples: { readonly [Name in DeliveryName]: Readonly<Record<string, DeliveryMap[Name]>> } = {\n",
    ...names,
    "};\n",
  ];
  return [{ path: "examples.ts", content: content.join("") }];
}
