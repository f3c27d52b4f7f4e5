import { type Document, parseAllDocuments, type YAMLParseError } from "yaml";
import { pathAt } from "./path-at.js";
import type { Problem } from "./problem.js";
import type { Source } from "./source.js";
import { syntaxProblem } from "./syntax-problem.js";

/** The deepest and the largest file that is read: more is a mistake, or an attack. */
const maxDepth = 100;
const maxLength = 4 * 1024 * 1024;

/** Errors that leave the rest of the document as it was meant. */
const isLocal = ({ code }: YAMLParseError) => ["DUPLICATE_KEY", "TAG_RESOLVE_FAILED"].includes(code);

/** A file as YAML, and what is wrong with it as YAML. */
export interface Parsed {
  /** What could be parsed. */
  readonly document: Document.Parsed | undefined;
  readonly problems: readonly Problem[];
  /** Whether the document can be read in spite of its problems. */
  readonly isReadable: boolean;
}

/** Parses a file as one YAML document. Of its keys, only fields and names are shown. */
export function parse(source: Source, isField: (key: string) => boolean): Parsed {
  const { text, lineCounter } = source;
  if (text.length > maxLength || isDeep(text)) {
    const limit = text.length > maxLength ? "longer than 4 MiB" : `nested more than ${maxDepth} levels deep`;
    return failure({ range: [0, 0], message: `the file is ${limit}`, remedy: "Write less into one file." });
  }
  const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (!document || (!document.contents && document.errors.length === 0)) {
    const remedy = "Write the accounts of webex or 8x8 into it, or let `comms-webhooks import` do it.";
    return failure({ range: [0, 0], message: "the file is empty", remedy });
  }
  const errors = [...document.errors, ...document.warnings] as YAMLParseError[];
  const [first] = errors.filter((error) => !isLocal(error)).sort((one, other) => one.pos[0] - other.pos[0]);
  // The errors behind the first one are mostly its consequences.
  const problems = (first ? [first] : errors).map((error) => ({
    ...syntaxProblem(source, error),
    place: pathAt(document, error.pos[0], isField),
  }));
  if (second && !first) {
    const range = [second.range[0], second.range[0] + 3] as const;
    problems.push({
      range,
      message: "the file has several YAML documents",
      remedy: "Keep one: remove the lines ---.",
      place: undefined,
    });
  }
  return { document, problems, isReadable: !first };
}

function failure(problem: Problem): Parsed {
  return { document: undefined, problems: [problem], isReadable: false };
}

/** The parser calls itself for each level, and would run out of stack. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const line of text.split("\n")) {
    if (/^ {1000}/.test(line) || /(?:[-?:]\s+){50}/.test(line)) return true;
    for (const character of line) {
      if (character === "[" || character === "{") depth += 1;
      if (character === "]" || character === "}") depth -= 1;
      if (depth > maxDepth) return true;
    }
  }
  return false;
}
