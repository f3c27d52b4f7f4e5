import { type Alias, type Document, isAlias, isMap, isNode, isScalar, isSeq, type Scalar, visit } from "yaml";
import type { Range } from "./source.js";

/** A node of a document, or what has its place where a key has no value. */
export type Node = unknown;

/** A key and its value in a map. */
export interface Entry {
  /** The key as text: `8`, not the number. */
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
}

/** What can be wrong with the structure of a document. */
export type StructureProblem = (node: Node, message: string, remedy: string) => void;

/** The most keys that a file has with its aliases expanded. An alias of aliases of aliases has more. */
const maxEntries = 20_000;

/** Reads the maps of a document: follows aliases and merges maps under `<<`, which need not end otherwise. */
export class Nodes {
  readonly #targets = new Map<Alias, Node>();
  #entries = 0;

  constructor(document: Document.Parsed) {
    const anchors = new Map<string, Node>();
    visit(document, {
      Node(_key, node) {
        if (!isAlias(node) && node.anchor) anchors.set(node.anchor, node);
      },
      Alias: (_key, node) => {
        this.#targets.set(node, anchors.get(node.source));
      },
    });
  }

  /** Returns what an alias stands for, or the node itself. */
  resolve(node: Node, problem: StructureProblem): Node {
    if (!isAlias(node)) return node;
    const target = this.#targets.get(node);
    if (target === undefined) {
      // Its name can be a secret that begins with a star.
      problem(
        node,
        "an alias has no anchor above it",
        "Write & and the same name before the value that it stands for, or put the text in quotes.",
      );
    }
    return target;
  }

  /** Returns the entries of a map, the merged ones last, or nothing for another node. */
  entries(node: Node, problem: StructureProblem, within: readonly Node[] = []): Entry[] | undefined {
    const map = this.resolve(node, problem);
    if (!isMap(map)) return undefined;
    if (within.includes(map)) {
      problem(node, "a map is merged into itself", "Remove the key <<.");
      return [];
    }
    this.#entries += map.items.length;
    if (this.#entries > maxEntries) throw new TooManyEntries(node);
    const own: Entry[] = [];
    const merged: Entry[] = [];
    for (const { key, value } of map.items) {
      if (isScalar(key) && key.source === "<<" && key.type === "PLAIN") {
        merged.push(...this.#merge(value, problem, [...within, map]));
      } else if (isScalar(key) && typeof key.source === "string" && key.source !== "") {
        own.push({ name: key.type === "PLAIN" ? key.source : String(key.value), key, value });
      } else problem(key ?? map, "a key isn't text", "Write a name before the colon.");
    }
    const names = new Set(own.map(({ name }) => name));
    return [...own, ...merged.filter(({ name }) => !names.has(name) && names.add(name))];
  }

  #merge(value: Node, problem: StructureProblem, within: readonly Node[]): Entry[] {
    const target = this.resolve(value, problem);
    if (target === undefined) return [];
    const maps = isSeq(target) ? target.items : [value];
    return maps.flatMap((item) => {
      const entries = this.entries(item, problem, within);
      if (!entries) problem(item, "<< merges something that isn't a map", "Write << with an alias of a map.");
      return entries ?? [];
    });
  }
}

/** Thrown for a file that is larger with its aliases expanded than any that a person writes. */
export class TooManyEntries extends Error {
  readonly node: Node;

  constructor(node: Node) {
    super("too many entries");
    this.node = node;
  }
}

/** Returns the part of the file that a node is. A block is only its first line. */
export function rangeOf(node: Node): Range | undefined {
  return isNode(node) && node.range && node.range[1] > node.range[0] ? [node.range[0], node.range[1]] : undefined;
}

/** Returns what a scalar's source is, and its value: a text, a number, a flag or null. */
export function scalarOf(node: Node): Pick<Scalar, "value" | "source"> | undefined {
  return isScalar(node) ? { value: node.value, ...(node.source !== undefined && { source: node.source }) } : undefined;
}
