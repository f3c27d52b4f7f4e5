import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";
import { deliveryFrom, exampleFrom } from "./skeleton.ts";

/** What was written for a new event: paths from the spec's folder. */
export interface NewEvent {
  written: string[];
  changed: string[];
  /** The delivery that the new one was copied from. */
  template: string;
}

/**
 * Writes the files of a new event into a spec's folder, with placeholders that lint rejects: the delivery and its
 * example, both copied from the most similar delivery, its entry in the root document, its row in the table of resources
 * if the spec has one, and a line in SOURCES.md.
 */
export async function newEvent(folder: string, name: string): Promise<NewEvent> {
  const read = (file: string) => readFile(join(folder, file), "utf8");
  const root = await read("openapi.yaml");
  const names = webhookNames(root);
  const { template, related } = await chooseTemplate(names, name, (delivery) => read(`deliveries/${delivery}.yaml`));
  const examples = (await readdir(join(folder, "examples"))).sort();
  const example = examples.find((file) => file === `${template}.yaml` || file.startsWith(`${template}.`)) ?? "";
  const files = {
    [`deliveries/${name}.yaml`]: deliveryFrom(await read(`deliveries/${template}.yaml`), template, name, related),
    [`examples/${name}.yaml`]: exampleFrom(await read(`examples/${example}`), template, name, related),
  };
  const table = await findTable(folder, root);
  const sources = existsSync(join(folder, "SOURCES.md")) ? addSource(await read("SOURCES.md"), name) : undefined;
  const edits = {
    "openapi.yaml": addWebhook(root, name),
    ...(table && { [table]: addResource(await read(table), name) }),
    ...(sources && { "SOURCES.md": sources }),
  };
  for (const [path, text] of Object.entries({ ...files, ...edits })) await writeFile(join(folder, path), text);
  return { written: Object.keys(files), changed: Object.keys(edits), template };
}

function webhookNames(root: string): string[] {
  const webhooks = parseDocument(root).get("webhooks");
  return isMap(webhooks) ? webhooks.items.map(({ key }) => String(key)) : [];
}

/** Returns the shortest of the deliveries that are related by their names, or else of all with a name of the same form. */
async function chooseTemplate(
  names: string[],
  name: string,
  read: (delivery: string) => Promise<string>,
): Promise<{ template: string; related: boolean }> {
  if (names.length === 0) throw new Error("The spec has no delivery to copy. Write the first one by hand.");
  if (names.includes(name)) throw new Error(`${name} exists already.`);
  const alike = names.filter((other) => other.split(".").length === name.split(".").length);
  const [first] = alike;
  if (first === undefined || !/^\w+(\.\w+)*$/.test(name))
    throw new Error(`"${name}" isn't a name like those of the other deliveries, such as ${names[0]}.`);
  const most = Math.max(...alike.map((other) => kinship(name, other)));
  const nearest = alike.filter((other) => kinship(name, other) === most);
  const lengths = await Promise.all(nearest.map(async (other) => ({ other, length: (await read(other)).length })));
  const template = lengths.sort((a, b) => a.length - b.length)[0]?.other ?? first;
  return { template, related: most > 0 };
}

/** Returns how near two names are: 1 for the same resource; for names without one, the words that they begin or end with. */
function kinship(name: string, other: string): number {
  if (name.includes(".")) return name.split(".")[0] === other.split(".")[0] ? 1 : 0;
  const [own, others] = [name.split("_"), other.split("_")];
  return Math.max(sharedStart(own, others), sharedStart(own.reverse(), others.reverse()));
}

function sharedStart(words: string[], others: string[]): number {
  const end = words.findIndex((word, index) => word !== others[index]);
  return end === -1 ? words.length : end;
}

/** Adds an entry to `webhooks`, after those of the same resource or at the end. */
function addWebhook(root: string, name: string): string {
  const webhooks = parseDocument(root).get("webhooks") as YAMLMap;
  const related = webhooks.items.filter(({ key }) => String(key).split(".")[0] === name.split(".")[0]);
  const last = (related.at(-1) ?? webhooks.items.at(-1))?.value as { range: [number, number, number] };
  const text = `  ${name}:\n    $ref: deliveries/${name}.yaml\n`;
  return root.slice(0, last.range[2]) + text + root.slice(last.range[2]);
}

/** Finds the file of the table of resources: a component schema refers to it. */
async function findTable(folder: string, root: string): Promise<string | undefined> {
  const schemas = (parseDocument(root).toJS()["components"]?.schemas ?? {}) as Record<string, { $ref?: string }>;
  for (const { $ref } of Object.values(schemas)) {
    if (!$ref || !existsSync(join(folder, $ref))) continue;
    const table = parseDocument(await readFile(join(folder, $ref), "utf8")).getIn(["x-webhook-resources", "$ref"]);
    if (typeof table === "string") return join($ref, "..", table).replaceAll("\\", "/");
  }
  return undefined;
}

/** Adds an event to the row of its resource, or a row. */
function addResource(table: string, name: string): string {
  const [resource = "", event = ""] = name.split(".");
  const events = parseDocument(table).getIn([resource, "events"]);
  if (!isSeq(events))
    return `${table.trimEnd()}\n${resource}:\n  description: "TODO: what can be watched."\n  events: [${event}]\n  filters: []\n  scopes: {}\n  orgOwned: false\n`;
  const values = events.items.map((item) => (isScalar(item) ? String(item.value) : ""));
  if (values.includes(event)) return table;
  const all = values.filter((value) => value === "all");
  const text = `[${[...values.filter((value) => value !== "all"), event, ...all].join(", ")}]`;
  const [start, end] = events.range as [number, number, number];
  return table.slice(0, start) + text + table.slice(end);
}

/** Adds a row to the table of facts. */
function addSource(sources: string, name: string): string | undefined {
  const lines = sources.split("\n");
  const head = lines.findIndex((line) => /^\| Fact\b/.test(line));
  if (head === -1) return undefined;
  const length = lines.slice(head).findIndex((line) => !line.startsWith("|"));
  lines.splice(
    length === -1 ? lines.length : head + length,
    0,
    `| \`${name}\` | TODO: where you read about it, and when |`,
  );
  return lines.join("\n");
}
