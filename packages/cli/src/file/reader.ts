import type { Document } from "yaml";
import { type Entry, type Node, Nodes, rangeOf } from "./nodes.js";
import type { Problem } from "./problem.js";
import type { Environment } from "./references.js";
import type { Range, Source } from "./source.js";

/** Reads a document, and collects what is wrong. */
export class Reader {
  readonly environment: Environment;
  readonly source: Source;
  /** The secrets that the environment had. */
  readonly secrets: Set<string> = new Set();
  readonly #problems = new Map<string, Problem>();
  readonly #nodes: Nodes;

  constructor(source: Source, document: Document.Parsed, environment: Environment) {
    this.source = source;
    this.environment = environment;
    this.#nodes = new Nodes(document);
  }

  /** The problems, each once: what an alias or defaults repeat is one mistake. */
  get problems(): Problem[] {
    return [...this.#problems.values()];
  }

  report(problem: Problem): void {
    const key = JSON.stringify([problem.range, problem.message]);
    if (!this.#problems.has(key)) this.#problems.set(key, problem);
  }

  /** Returns what an alias stands for, or the node itself. */
  resolve(node: Node, place: string): Node {
    return this.#nodes.resolve(node, (at, message, remedy) =>
      this.report({ range: rangeOf(at), message, remedy, place }),
    );
  }

  /** Returns the entries of a map, or nothing for another node. */
  entries(node: Node, place: string): Entry[] | undefined {
    return this.#nodes.entries(node, (at, message, remedy) =>
      this.report({ range: rangeOf(at), message, remedy, place }),
    );
  }

  /** Returns the entries of a map. Reports another node, and returns nothing for it. */
  map({ name, key, value }: Entry, place: string, contents: string): Entry[] | undefined {
    const entries = this.entries(value, place);
    if (entries) return entries;
    const remedy = `Write ${contents} below it, indented, or {} for none.`;
    this.report({
      range: rangeOf(value) ?? rangeOf(key),
      message: `${name} must be a map with ${contents}`,
      remedy,
      place,
    });
    return undefined;
  }

  /** Returns where a text is in a part of the file, or the part. */
  within(range: Range | undefined, text: string): Range | undefined {
    if (!range) return range;
    const index = this.source.text.slice(...range).indexOf(text);
    return index < 0 ? range : [range[0] + index, range[0] + index + text.length];
  }
}
