import { type Document, jsonType, listOperations, type OperationEntry } from "./openapi.ts";
import { oneLine } from "./texts.ts";

const words = (text: string) => new Set(text.split(" "));

/** Words of JavaScript and TypeScript that can't name a constant or a type. */
const reserved = words(
  "any arguments as async await bigint boolean break case catch class const continue debugger declare default delete do else enum eval export extends false finally for function if implements import in infer instanceof interface is keyof let module namespace never new null number object package private protected public readonly require return satisfies static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield",
);

/** Globals that the code of validators uses: a constant of that name would stand in front of them. */
const globals = words(
  "Array Boolean Function Infinity JSON Math NaN Number Object RegExp String Symbol globalThis isFinite isNaN",
);

/** What the modules of types and validators declare or import beside the schemas. */
const taken = words(
  "Check DeliveryMap DeliveryName Issue ResourceEvent ResourceEvents Result StandardSchema ValidateOptions absent absentNulls areUnique check codePoints components equal formats isDateTime isInt32 isInteger isMultiple joinErrors lookUp operations paths readingSchema requiredError resourceEvents standardSchema typeError webhooks",
);

/** Names of files that Windows keeps for devices. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** The constants of the data that don't come from a schema's name. */
const constants = words(
  "deliveryAliases deliveryNames errorCodes receiptErrorCodes regions secretFields sourceAddresses spellings webhookFilters webhookResources webhookTypeOf",
);

/** The name of a part of the document, where it stands, and what is generated under it. */
interface Named {
  pointer: string;
  what: string;
  name: string;
}

/**
 * Checks the names of a document before anything is generated.
 * @throws {Error} if one can't be that of a type, a constant or a file: a line for each, with its pointer and a better name.
 */
export function checkNames(document: Document): void {
  const problems = findNameProblems(document);
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

/** Returns the file name of a schema: `webhook-list` for `WebhookList`, `a.b` for an internal `a$b`. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace("$", ".")
    .toLowerCase();
}

/** Finds the names that generated code can't have, a line for each. */
export function findNameProblems(document: Document): string[] {
  const schemas = Object.keys(document.components.schemas).map(
    (name): Named => ({ pointer: `#/components/schemas/${name}`, what: "schema", name }),
  );
  const operations = listOperations(document);
  const names = indexNames(document, schemas, operations.flatMap(validatorsOf));
  const problems = [
    ...schemas.flatMap((schema) => {
      const reason = complaint(schema.name) ?? clash(schema.name, names);
      return reason === undefined
        ? []
        : [line(schema, reason, betterName(schema.name, freeBeside(schema.name, names)))];
    }),
    ...enumProblems(document, names),
    ...operationProblems(operations),
  ];
  return problems.map(oneLine);
}

/** The names that a document has, to look them up. */
interface Names {
  schemas: ReadonlySet<string>;
  /** The validators of operations. */
  others: ReadonlyMap<string, Named>;
  /** The names of each file. */
  files: ReadonlyMap<string, string[]>;
  /** The schemas that are branches of unions. */
  branches: ReadonlySet<string>;
}

function indexNames(document: Document, schemas: Named[], others: Named[]): Names {
  const files = new Map<string, string[]>();
  for (const { name } of [...schemas, ...others]) files.set(kebab(name), [...(files.get(kebab(name)) ?? []), name]);
  const branches = Object.values(document.components.schemas).flatMap((schema) =>
    (Array.isArray(Object(schema).oneOf) ? (schema.oneOf ?? []) : []).map((part) => String(Object(part).$ref)),
  );
  return {
    schemas: new Set(schemas.map(({ name }) => name)),
    others: new Map(others.map((other) => [other.name, other])),
    files,
    branches: new Set(branches.map(($ref) => $ref.replace("#/components/schemas/", ""))),
  };
}

/** Returns a check of whether a name can be that of a schema instead of its own. */
function freeBeside(own: string, { schemas, others, files }: Names): (name: string) => boolean {
  return (name) =>
    !schemas.has(name) &&
    !others.has(name) &&
    complaint(name) === undefined &&
    (files.get(kebab(name)) ?? []).every((other) => other === own);
}

/** Returns why a name can't be that of a schema, whatever else the document has. */
function complaint(name: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) return "isn't an identifier, which types and validators are named by";
  if (reserved.has(name)) return "is a word of TypeScript";
  if (globals.has(name)) return "is a global that validators use";
  if (taken.has(name)) return "is a name that generated code has for something else";
  if (/^(data|errors|func|formats|pattern|schema|validate)\d+$/.test(name)) return "is a name inside validators";
  if (kebab(name) === "index") return "would be the file index.ts, which lists the validators";
  if (devices.test(kebab(name))) return `would be the file ${kebab(name)}.ts, a name that Windows keeps for a device`;
  return undefined;
}

/** Returns which other name of the document a schema's name can't stand beside. */
function clash(name: string, { schemas, others, files, branches }: Names): string | undefined {
  const twin = others.get(name);
  if (twin) return `is the name of the validator of ${twin.pointer}`;
  const [first = name] = files.get(kebab(name)) ?? [];
  if (first !== name) return `would be the file ${kebab(name)}.ts, as ${first}`;
  const checked = name.match(/^check(.+)$/)?.[1] ?? "";
  if (schemas.has(checked) || others.has(checked)) return `is the function that checks ${checked}`;
  const branch = name.match(/^(.+)Branch$/)?.[1] ?? "";
  return branches.has(branch) ? `is the function that checks ${branch} as a branch of a union` : undefined;
}

/** Lists the validators that an operation has beside those of schemas. */
function validatorsOf({ operation, parameters, path, method }: OperationEntry): Named[] {
  const { operationId = "", requestBody } = operation;
  const pointer = pointerOf(path, method);
  const start = `${operationId[0]?.toUpperCase()}${operationId.slice(1)}`;
  const schema = requestBody?.content?.[jsonType(requestBody.content) ?? ""]?.schema;
  const isInline = schema !== undefined && (schema.$ref === undefined || Object.keys(schema).length > 1);
  return [
    ...(parameters.length > 0
      ? [{ pointer: `${pointer}/parameters`, what: "parameters", name: `${start}Parameters` }]
      : []),
    ...(isInline ? [{ pointer: `${pointer}/requestBody`, what: "body", name: `${start}Body` }] : []),
  ];
}

/** A schema that is an enum gives the data a list of its name in the plural. */
function enumProblems(document: Document, names: Names): string[] {
  const plural = (name: string) => `${name[0]?.toLowerCase()}${name.slice(1)}s`;
  const isTaken = (name: string) => reserved.has(plural(name)) || constants.has(plural(name));
  return Object.entries(document.components.schemas).flatMap(([name, schema]) => {
    if (!Object(schema).enum || !isTaken(name)) return [];
    const isFree = freeBeside(name, names);
    const better = betterName(name, (other) => isFree(other) && !isTaken(other));
    const named = { pointer: `#/components/schemas/${name}`, what: "schema", name };
    const other = reserved.has(plural(name)) ? "a word of TypeScript" : "another in the data";
    return [line(named, `would be the list ${plural(name)}, which is ${other}`, better)];
  });
}

function operationProblems(operations: OperationEntry[]): string[] {
  const ids = new Map<string, string>();
  return operations.flatMap(({ operation: { operationId: id = "" }, path, method }) => {
    const pointer = pointerOf(path, method);
    const named = { pointer, what: "operationId", name: id };
    const twin = ids.get(id.toLowerCase());
    if (twin) return [line(named, `is the name of ${twin}, too, but for the case of letters`, `${id}2`)];
    ids.set(id.toLowerCase(), pointer);
    if (/^[A-Za-z_]\w*$/.test(id)) return [];
    const better = betterName(id, () => true, "operation");
    const lower = `${better[0]?.toLowerCase()}${better.slice(1)}`;
    return [line(named, "isn't an identifier, which an operation is named by", lower)];
  });
}

function line({ pointer, what, name }: Named, reason: string, better: string): string {
  return `${pointer}: ${what} ${name}: the name ${reason}. Rename it, for example to ${better}.`;
}

/** Returns a name like another that nothing speaks against. */
function betterName(name: string, isFree: (name: string) => boolean, start = "Schema"): string {
  const parts = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2");
  const pascal = parts
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((part) => part[0]?.toUpperCase() + part.slice(1).replace(/^[A-Z]+$/, (letters) => letters.toLowerCase()))
    .join("");
  const base = /^[A-Za-z]/.test(pascal) ? pascal : `${start[0]?.toUpperCase()}${start.slice(1)}${pascal}`;
  const endings = ["", "Value", "Schema", ...Array.from({ length: 98 }, (_, index) => `${index + 2}`)];
  return endings.map((ending) => base + ending).find(isFree) ?? `${base}Value`;
}

function pointerOf(path: string, method: string): string {
  return `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}`;
}
