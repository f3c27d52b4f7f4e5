import { type Block, type Line, type Page, type Problem, textOf } from "./block.ts";
import { toolOf } from "./marks.ts";

/** A module made of one block, and of those that continue it. */
export interface Program {
  readonly page: string;
  /** The name of the module, beside the other files of its page. */
  readonly name: string;
  readonly blocks: readonly Block[];
}

/** What is done for a page, in order. */
export type Step =
  | { readonly kind: "program"; readonly program: Program }
  | { readonly kind: "shell" | "data"; readonly block: Block };

/** What a page comes to, and which blocks show what others print. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly outputs: ReadonlyMap<Block, Block>;
  readonly problems: readonly Problem[];
}

/** The text of a program, and the lines of its page that it consists of. */
export interface Source {
  readonly text: string;
  /** Returns the line of the page that a line of the text, counted from 1, is a copy of. */
  readonly lineAt: (line: number) => Line | undefined;
}

/** Plans what is done for the blocks of a page. */
export function planPage(page: Page): Plan {
  const steps: Step[] = [];
  const outputs = new Map<Block, Block>();
  const problems: Problem[] = [];
  let blocks: Block[] | undefined;
  let previous: Block | undefined;
  for (const block of page.blocks) {
    const complain = (message: string) => problems.push({ page: page.path, line: block.line, message });
    const tool = toolOf(block.language);
    if (block.kind === "output") {
      if (previous?.kind === "run") outputs.set(previous, block);
      else complain("the output belongs to no block that is run: it has to follow one");
    } else if (block.kind !== "skip" && (tool === "ts" || tool === "js")) {
      if (blocks === undefined || !page.continues || begins(block)) {
        blocks = [];
        const name = block.file ?? `block-${block.line}.${isCommonJs(block) ? "cjs" : tool}`;
        steps.push({ kind: "program", program: { page: block.page, name, blocks } });
      } else if (blocks[0]?.kind === "check" && block.kind === "run") {
        complain("the block continues a program that isn't run: mark it check too, or begin with an import");
      }
      blocks.push(block);
    } else if (block.kind === "run") {
      steps.push({ kind: tool === "sh" && block.file === undefined ? "shell" : "data", block });
    }
    previous = block;
  }
  return { steps, outputs, problems };
}

/** Returns the text of a program as the compiler gets it. */
export function sourceOf({ name, blocks }: Program): Source {
  return compose([
    ...blocks.flatMap(({ setup, lines }) => [...setup, ...lines]),
    name.endsWith(".cjs") ? "" : "export {};",
  ]);
}

/** Returns the text of a program as it is run. After each block it waits for what `globalThis.endOfBlock` does. */
export function runnableOf({ name, blocks }: Program): Source {
  const runnable = blocks.filter(({ kind }) => kind === "run");
  return compose(
    runnable.flatMap(({ setup, lines }, index) => [
      ...setup,
      ...lines,
      name.endsWith(".cjs") ? "" : `;await globalThis.endOfBlock(${index});`,
    ]),
  );
}

function begins(block: Block): boolean {
  return block.file !== undefined || hasImport(block) || isCommonJs(block);
}

function hasImport({ setup, lines }: Block): boolean {
  return /^\s*import\b(?!\()/m.test(textOf([...setup, ...lines]));
}

function isCommonJs(block: Block): boolean {
  return toolOf(block.language) === "js" && !hasImport(block) && /\brequire\(/.test(textOf(block.lines));
}

function compose(parts: readonly (Line | string)[]): Source {
  const text = parts.map((part) => (typeof part === "string" ? part : part.text)).join("\n");
  const lineAt = (line: number) => {
    const part = parts[line - 1];
    return typeof part === "string" ? undefined : part;
  };
  return { text, lineAt };
}
