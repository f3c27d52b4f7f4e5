/** The type of a property, as Redocly's rule `struct` checks it. */
export interface PropertyType {
  type: "string" | "boolean" | "object" | "array";
  items?: { type: "string" };
}

/** A place in a document. */
export interface Location {
  source: { absoluteRef: string; body: string };
  pointer: string;
  child(path: (string | number)[]): Location;
  key(): Location;
}

/** What a visitor is called with next to the node. */
export interface Context {
  report(problem: { message: string; suggest?: string[]; location?: Location | undefined }): void;
  resolve(node: unknown, from?: string): { node: any; location?: Location };
  location: Location;
  rawLocation: Location;
  key: string | number;
  type: { name: string; extensionsPrefix?: string };
}

/** A function that the linter calls for a node of the document. */
export type Visitor = (node: any, context: Context) => void;

/** The visitors of a rule, by the name of a type of node. */
export interface Visitors {
  [type: string]: Visitor | { enter?: Visitor; leave?: Visitor } | Visitors;
}

/** A rule: a function of its options. */
export type Rule = (options: any) => Visitors;
