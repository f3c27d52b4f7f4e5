import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../", import.meta.url));
const file = `${root}test/snippet.ts`;

/** What an editor shows of a snippet. */
export interface Shown {
  /** The names that it offers at the marker `¦`. */
  readonly completions: readonly string[];
  /** The text that it shows at the marker. */
  readonly hover: string;
  /** The errors, with the text that each is shown at. */
  readonly errors: readonly { readonly at: string; readonly text: string }[];
}

let snippet = "";
let version = 0;

/** One language service for all snippets, as an editor has it: the libraries are read once. */
const service = ts.createLanguageService({
  getScriptFileNames: () => [file],
  getScriptVersion: (name) => (name === file ? `${version}` : "1"),
  getScriptSnapshot(name) {
    const text = name === file ? snippet : ts.sys.readFile(name);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => root,
  getCompilationSettings() {
    const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
    // A snippet needn't use all that it declares.
    return { ...ts.parseJsonConfigFileContent(config, ts.sys, root).options, noUnusedLocals: false };
  },
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: (name) => (name === file ? snippet : ts.sys.readFile(name)),
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  readDirectory: ts.sys.readDirectory,
});

/** Returns what an editor shows of a snippet, at its marker `¦` if it has one. */
export function showInEditor(code: string): Shown {
  const marker = code.indexOf("¦");
  snippet = code.replace("¦", "");
  version += 1;
  const errors = service.getSemanticDiagnostics(file).map(({ start = 0, length = 0, messageText }) => ({
    at: snippet.slice(start, start + length),
    text: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
  if (marker < 0) return { completions: [], hover: "", errors };
  const offered = service.getCompletionsAtPosition(file, marker, {})?.entries ?? [];
  const info = service.getQuickInfoAtPosition(file, marker);
  const hover = [info?.displayParts, info?.documentation].map((parts) => ts.displayPartsToString(parts)).join("\n");
  return { completions: offered.map(({ name }) => name), hover, errors };
}
