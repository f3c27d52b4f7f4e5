/** What is done with a block: it is run, only type-checked, or neither; or it is what the block before it prints. */
export type Kind = "run" | "check" | "skip" | "output" | "text";

/** What the line says that opens a block. */
export interface Marks {
  readonly language: string;
  readonly kind: Kind;
  /** Why the block isn't run. */
  readonly reason?: string;
  /** The name that the block is saved under, beside the other files of its page. */
  readonly file?: string;
  /** The exit code of the last command. */
  readonly exit: number;
  /** Whether an output is only lines out of it, in their order. */
  readonly isPart: boolean;
}

const languages: Readonly<Record<string, string>> = {
  ts: "ts",
  typescript: "ts",
  js: "js",
  javascript: "js",
  sh: "sh",
  bash: "sh",
  shell: "sh",
  yaml: "data",
  yml: "data",
  json: "data",
  text: "text",
};

// A title of VitePress, or the lines that it highlights, changes nothing.
const word =
  /\s*(?:(?<name>\w+)=(?:"(?<quoted>[^"]*)"|(?<plain>[^\s"]+))|(?<flag>\w+)|\[[^\]]*\]|\{[\d,-]*\})(?=\s|$)/y;

/** Returns what runs a block in a language: `ts`, `js`, `sh`, `data`, `text`, or undefined if nothing does. */
export function toolOf(language: string): string | undefined {
  return languages[language];
}

/**
 * Reads the line that opens a block, without its backquotes.
 * @throws {Error} if a word isn't known, or the block would be neither run nor marked.
 */
export function parseMarks(info: string): Marks {
  const language = /^[^\s{]*/.exec(info)?.[0] ?? "";
  const rest = info.slice(language.length).trimEnd();
  const found: Record<string, string> = {};
  word.lastIndex = 0;
  for (let match = word.exec(rest); match; match = word.exec(rest)) {
    const { name, quoted, plain, flag } = match.groups ?? {};
    if (name) found[name] = quoted ?? plain ?? "";
    else if (flag) found[flag] = "";
    if (word.lastIndex === rest.length) break;
  }
  if (rest !== "" && word.lastIndex !== rest.length) throw new Error(`can't read "${rest.trim()}"`);
  return marksOf(language, found);
}

function marksOf(language: string, found: Record<string, string>): Marks {
  const known = ["skip", "check", "file", "exit", "output", "active"];
  const unknown = Object.keys(found).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`unknown word "${unknown}"; expected one of ${known.join(", ")}`);
  if (language === "") throw new Error('a block without a language; expected one, such as "ts", "sh" or "text"');
  const { skip, check, file, exit = "0", output } = found;
  const tool = toolOf(language);
  if (skip === "" || check === "") throw new Error(`${skip === "" ? "skip" : "check"} needs a reason: skip="reason"`);
  if (skip === undefined && tool === undefined && file === undefined) {
    throw new Error(`nothing runs "${language}"; mark the block with skip="reason"`);
  }
  if (check !== undefined && tool !== "ts" && tool !== "js") throw new Error("check is for TypeScript and JavaScript");
  if (output !== undefined && output !== "" && output !== "part")
    throw new Error("output is all of it, or output=part");
  if (output !== undefined && tool !== "text") throw new Error('output is for "text"');
  if (!/^\d+$/.test(exit)) throw new Error("exit needs a number: exit=1");
  if (file === "") throw new Error("file needs a name: file=receiver.ts");
  const reason = skip ?? check;
  return {
    language,
    kind:
      skip !== undefined
        ? "skip"
        : check !== undefined
          ? "check"
          : output !== undefined
            ? "output"
            : plainKind(tool, file),
    exit: Number(exit),
    isPart: output === "part",
    ...(reason !== undefined && { reason }),
    ...(file !== undefined && { file }),
  };
}

function plainKind(tool: string | undefined, file: string | undefined): Kind {
  return tool === "text" && file === undefined ? "text" : "run";
}
