import {
  type Document,
  listDeliveries,
  listOperations,
  type Operation,
  type OperationEntry,
} from "../generators/openapi.ts";
import { vendor8x8 } from "./samples/8x8.ts";
import { asHereDocument, asTypeScript, keyOf, quoted } from "./samples/literals.ts";
import type { Vendor } from "./samples/vendor.ts";
import { webex } from "./samples/webex.ts";

/** A program that a reader can copy. */
export interface CodeSample {
  /** The JSON pointer of the operation or delivery. */
  pointer: string;
  lang: "bash" | "typescript";
  label: string;
  source: string;
}

const vendors: Partial<Record<string, Vendor>> = { webex, "8x8": vendor8x8 };

/** Where samples send deliveries, and where their receivers listen. */
const receiverUrl = "http://localhost:3000/";

/**
 * Returns the samples of an API's operations and deliveries, built from the document's first examples. They read tokens,
 * secrets and ids from environment variables: of Webex `WEBEX_TOKEN`, `WEBHOOK_SECRET` and `WEBHOOK_ID`, of 8x8 `API_KEY`,
 * `ACCOUNT_ID` and `WEBHOOK_AUTHORIZATION`. Those that send a delivery need the receiver of the sample beside.
 */
export function codeSamples(api: string, document: Document): CodeSample[] {
  const vendor = vendors[api];
  if (!vendor) return [];
  return [
    ...listOperations(document).flatMap((entry) => {
      const pointer = `/paths/${escapePointer(entry.path)}/${entry.method.toLowerCase()}`;
      const body = exampleOf(document, entry.operation);
      return [
        { pointer, lang: "bash", label: "curl", source: curl(document, vendor, entry, body) } as const,
        { pointer, lang: "typescript", label: "comms-webhooks", source: call(api, vendor, entry, body) } as const,
        { pointer, lang: "typescript", label: "Plain client", source: plainCall(api, vendor, entry, body) } as const,
      ];
    }),
    ...listDeliveries(document).flatMap(({ name, operation }) => {
      const pointer = `/webhooks/${escapePointer(name)}/post`;
      const body = exampleOf(document, operation);
      return [
        { pointer, lang: "typescript", label: "comms-webhooks", source: receiver(api, vendor, name, body) } as const,
        { pointer, lang: "bash", label: "curl", source: send(vendor, body) } as const,
        {
          pointer,
          lang: "bash",
          label: "CLI",
          source: `npx comms-webhooks simulate ${name} --to ${receiverUrl}\n`,
        } as const,
      ];
    }),
  ];
}

/** Returns a copy of a document with its samples as `x-codeSamples`, which Redoc shows. */
export function withCodeSamples(api: string, document: Document): Document {
  const shown = structuredClone(document);
  for (const { pointer, lang, label, source } of codeSamples(api, document)) {
    const [, ...names] = pointer.split("/").map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
    const found = names.reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], shown);
    const operation = found as { "x-codeSamples"?: object[] };
    operation["x-codeSamples"] = [...(operation["x-codeSamples"] ?? []), { lang, label, source }];
  }
  return shown;
}

function curl(document: Document, vendor: Vendor, { path, method, operation }: OperationEntry, body: unknown): string {
  const server = document.servers[0]?.url ?? "";
  const target = path.replace(/\{(\w+)\}/g, (_, name: string) => `$${vendor.variables[name]}`);
  const url = target.includes("$") ? `"${server}${target}"` : `${server}${target}`;
  const words = [
    `curl ${method.toUpperCase() === "GET" ? "" : `--request ${method.toUpperCase()} `}${url}`,
    `--header "Authorization: Bearer $${vendor.token}"`,
    ...(operation.requestBody ? [`--header "Content-Type: application/json"`, "--data @- <<EOF"] : []),
  ];
  const text = words.join(" \\\n  ");
  return operation.requestBody ? `${text}\n${asHereDocument(body, vendor.variables)}\nEOF\n` : `${text}\n`;
}

function call(api: string, { client, calls, variables }: Vendor, { operation }: OperationEntry, body: unknown): string {
  const lines = calls[operation.operationId]?.(asTypeScript(body, variables));
  if (!lines) throw new Error(`scripts/reference/samples has no call of comms-webhooks for ${operation.operationId}.`);
  return program([`import { ${client.imported} } from "comms-webhooks/${api}";`], [client.line, ...lines]);
}

function plainCall(api: string, vendor: Vendor, { path, method, operation }: OperationEntry, body: unknown): string {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(
    ([, name = ""]) => `${name}: process.env.${vendor.variables[name]}!`,
  );
  const given = [
    ...(parameters.length > 0 ? [`params: { path: { ${parameters.join(", ")} } }`] : []),
    ...(operation.requestBody ? [`body: ${asTypeScript(body, vendor.variables, "  ")}`] : []),
  ];
  const options = given.length > 0 ? `, {\n${given.map((line) => `  ${line},\n`).join("")}}` : "";
  const hasData = Object.entries(operation.responses).some(
    ([status, { content }]) => status.startsWith("2") && content,
  );
  return program(
    [`import { createClient } from "@comms-webhooks/${api}-client";`],
    [
      `const client = createClient({ headers: { Authorization: \`Bearer \${process.env.${vendor.token}}\` } });`,
      `const { ${hasData ? "data, " : ""}error, response } = await client.${method.toUpperCase()}("${path}"${options});`,
      "if (!response.ok) throw new Error(`Status ${response.status}: ${JSON.stringify(error)}`);",
      hasData ? "console.log(data);" : "console.log(response.status);",
    ],
  );
}

function receiver(api: string, { receiver }: Vendor, name: string, body: unknown): string {
  const subject = receiver.subjects.find((field) => field in Object(body));
  const handler = subject ? `({ ${subject} }) => console.log(${subject})` : "(delivery) => console.log(delivery)";
  return program(
    [
      'import { createServer } from "node:http";',
      `import { ${receiver.imported} } from "comms-webhooks/${api}";`,
      'import { toNodeHandler } from "comms-webhooks/node";',
    ],
    [
      `const receiver = ${receiver.imported}({`,
      `  ${receiver.option},`,
      `  on: { ${keyOf(name)}: ${handler} },`,
      "});",
      `createServer(toNodeHandler(receiver)).listen(${new URL(receiverUrl).port});`,
    ],
  );
}

function send({ proof }: Vendor, body: unknown): string {
  return `${[
    `body=${quoted(JSON.stringify(body))}`,
    ...proof.lines,
    [
      `curl ${receiverUrl}`,
      '--header "Content-Type: application/json"',
      `--header "${proof.header}"`,
      '--data-binary "$body"',
    ].join(" \\\n  "),
  ].join("\n")}\n`;
}

function program(imports: string[], lines: string[]): string {
  return `${imports.join("\n")}\n\n${lines.join("\n")}\n`;
}

/** Returns the value of the first example of a request body. */
function exampleOf(document: Document, { requestBody }: Operation): unknown {
  const [media] = Object.values(requestBody?.content ?? {});
  const [example] = Object.values(media?.examples ?? {});
  return document.components.examples?.[example?.$ref?.split("/").at(-1) ?? ""]?.value;
}

const escapePointer = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");
