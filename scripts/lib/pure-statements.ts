import { type Plugin, RolldownMagicString } from "rolldown";

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const running = new Set([
  "AssignmentExpression",
  "BinaryExpression",
  "CallExpression",
  "ImportExpression",
  "MemberExpression",
  "NewExpression",
  "SpreadElement",
  "TaggedTemplateExpression",
  "TemplateLiteral",
  "UpdateExpression",
]);

/**
 * Marks the initial values of top-level variables as free of side effects, so that a bundler can drop each that isn't
 * used. `sideEffects: false` in `package.json` promises this for whole files, which is no longer enough once a file
 * holds many modules.
 */
export function pureStatements(): Plugin {
  return {
    name: "pure-statements",
    renderChunk(code) {
      const values = (this.parse(code) as unknown as { body: Node[] }).body.flatMap(initialValues).filter(runsCode);
      const text = new RolldownMagicString(code); // It has the changed map.
      for (const value of values) mark(text, code, value);
      return text;
    },
  };
}

function initialValues(statement: Node): Node[] {
  const { declarations = [] } = ((statement["declaration"] as Node | undefined) ?? statement) as unknown as {
    declarations?: { init: Node | null }[];
  };
  return declarations.flatMap(({ init }) => init ?? []);
}

/** Returns whether the evaluation of an expression does more than to create values, as far as a bundler can see. */
function runsCode(node: Node): boolean {
  if (/Function|Class/.test(node.type)) return false;
  if (node.type === "TemplateLiteral") return (node["expressions"] as Node[]).length > 0;
  return running.has(node.type) || children(node).some(runsCode);
}

function children(node: Node): Node[] {
  const values = Object.values(node).flat() as (Partial<Node> | null)[];
  return values.filter((value): value is Node => typeof value?.type === "string");
}

function mark(text: RolldownMagicString, code: string, { start, end, type, ...value }: Node): void {
  const isCall = /^(?:Call|New)Expression$/.test(type);
  if (!isCall || (value["arguments"] as Node[]).some(runsCode))
    text.appendRight(start, "/* @__PURE__ */ (() => (").appendLeft(end, "))()");
  else if (!code.slice(0, start).trimEnd().endsWith("@__PURE__ */")) text.appendRight(start, "/* @__PURE__ */ ");
}
