import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The files of a small document, by their path beside openapi.yaml. */
export type Files = Record<string, string>;

const plugin = fileURLToPath(new URL("./plugin.js", import.meta.url));
const cli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");

/** Lints several variants of a document in one run of the real command, and gives each one's problems as "file: message". */
export async function lintVariants(variants: Record<string, Files>): Promise<Record<string, string[]>> {
  const folder = await mkdtemp(join(tmpdir(), "lint-"));
  try {
    for (const [name, files] of Object.entries(variants)) await write(join(folder, name), files);
    const names = Object.keys(variants);
    const apis = Object.fromEntries(names.map((name) => [name, { root: `${name}/openapi.yaml` }]));
    const config = {
      telemetry: "off",
      plugins: [plugin],
      extends: ["house/all"],
      rules: { "no-unresolved-refs": "error" },
      apis,
    };
    await write(folder, { "redocly.yaml": JSON.stringify(config) });
    const problems = await lint(folder, names);
    return Object.fromEntries(names.map((name) => [name, problemsIn(problems, `${name}/`)]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Problem {
  message: string;
  location: { source: { ref: string } }[];
}

const problemsIn = (problems: Problem[], folder: string): string[] =>
  problems
    .map(({ message, location }) => ({ message, file: location[0]?.source.ref ?? "" }))
    .filter(({ file }) => file.startsWith(folder))
    .map(({ message, file }) => `${file.slice(folder.length)}: ${message}`);

async function write(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

function lint(cwd: string, names: string[]): Promise<Problem[]> {
  const args = [cli, "lint", ...names, "--format=json", "--max-problems=1000"];
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", NO_COLOR: "1" };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, env, maxBuffer: 1e8 }, (_, stdout, stderr) => {
      // The command prints one indented JSON object for each document, one after the other.
      const reports = stdout.split(/(?<=^})/m).filter((text) => text.trim());
      try {
        if (reports.length !== names.length) throw new Error(`${reports.length} reports for ${names.length} documents`);
        resolve(reports.flatMap((text) => (JSON.parse(text) as { problems: Problem[] }).problems));
      } catch (cause) {
        reject(new Error(`redocly lint printed no report:\n${stdout}${stderr}`, { cause }));
      }
    });
  });
}
