import ts from "typescript";
import { type Line, linesOf, type Problem } from "./block.ts";
import { type Found, readMarkdown } from "./markdown.ts";

/** Reads the blocks of code of a module's docstrings. An `@example` outside of a block is a problem. */
export function readDocstrings(page: string, text: string, root: string): Found {
  if (!/@example|```/.test(text)) return { blocks: [], problems: [] };
  const lines = linesOf(text);
  const source = ts.createSourceFile(page, text, ts.ScriptTarget.Latest, true);
  const found = docstringsOf(source).map(({ pos, end }) => {
    const [first, last] = [pos, end].map((place) => source.getLineAndCharacterOfPosition(place).line) as [
      number,
      number,
    ];
    const content = lines.slice(first, last + 1).map(withoutStar);
    const { blocks, problems } = readMarkdown(page, content, root);
    return { blocks, problems: [...problems, ...bareExamples(page, content)] };
  });
  return { blocks: found.flatMap(({ blocks }) => blocks), problems: found.flatMap(({ problems }) => problems) };
}

function docstringsOf(source: ts.SourceFile): ts.JSDoc[] {
  const found = new Map<number, ts.JSDoc>();
  const visit = (node: ts.Node) => {
    for (const child of node.getChildren(source)) {
      if (ts.isJSDoc(child)) found.set(child.pos, child);
      else visit(child);
    }
  };
  visit(source);
  return [...found.values()].sort((a, b) => a.pos - b.pos);
}

function withoutStar({ text, number, column }: Line): Line {
  const width = /^\s*(?:\/\*\*|\*(?!\/)) ?/.exec(text)?.[0].length ?? 0;
  return { text: text.slice(width).replace(/\s*\*\/$/, ""), number, column: column + width };
}

function bareExamples(page: string, lines: readonly Line[]): Problem[] {
  return lines.flatMap(({ text, number }, index) => {
    if (!text.startsWith("@example")) return [];
    const rest = lines.slice(index + 1);
    const next = rest.findIndex(({ text }) => /^@|^```/.test(text));
    if (rest[next]?.text.startsWith("```")) return [];
    return [{ page, line: number, message: "the example isn't in a block: write it between ```ts and ```" }];
  });
}
