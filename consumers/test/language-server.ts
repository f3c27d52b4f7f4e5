import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type CompletionItem,
  CompletionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  type MessageConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node.js";

/** An editor's side of yaml-language-server. A ▶ in a text is where the cursor is. */
export interface LanguageServer {
  /** Returns what the server suggests at the cursor. */
  readonly complete: (text: string) => Promise<CompletionItem[]>;
  /** Returns what the server finds wrong. */
  readonly diagnose: (text: string) => Promise<Diagnostic[]>;
  /** What the server asked the editor for in addition to settings. */
  readonly asked: readonly string[];
  /** What the server wrote to standard error: an attempt to use the network, too. */
  readonly errors: readonly string[];
  readonly stop: () => Promise<void>;
}

/** The settings of an editor that downloads no schemas. */
const settings = { validate: true, completion: true, hover: true, schemaStore: { enable: false } };

/** A module that lets no socket connect, and reports where one would. */
const offline = `data:text/javascript,${encodeURIComponent(`
  import { Socket } from "node:net";
  Socket.prototype.connect = function (...to) {
    process.stderr.write("connects to " + JSON.stringify(to));
    throw new Error("offline");
  };
`)}`;

/** Starts yaml-language-server over standard input and output. Files are in a folder, where none of them is saved. */
export async function startLanguageServer(folder: string): Promise<LanguageServer> {
  const manifest = createRequire(import.meta.url).resolve("yaml-language-server/package.json");
  const program = join(dirname(manifest), "bin/yaml-language-server");
  const child = spawn(process.execPath, ["--import", offline, program, "--stdio"]);
  const errors: string[] = [];
  child.stderr.on("data", (chunk) => errors.push(String(chunk)));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const asked: string[] = [];
  const waiting = new Map<string, (diagnostics: Diagnostic[]) => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) =>
    waiting.get(uri)?.(diagnostics),
  );
  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(({ section }) => (section === "yaml" ? settings : {})),
  );
  connection.onRequest(RegistrationRequest.type, () => undefined);
  // The protocol's type has only requests by name.
  (connection as unknown as MessageConnection).onRequest((method: string) => {
    asked.push(method);
    return null;
  });
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "consumer" }],
    capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { completion: {} } },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendNotification(DidChangeConfigurationNotification.type, { settings: { yaml: settings } });

  let files = 0;
  const open = async (text: string) => {
    files += 1;
    const uri = `${rootUri}/webhooks-${files}.yaml`;
    const diagnosed = new Promise<Diagnostic[]>((resolve) => waiting.set(uri, resolve));
    const textDocument = { uri, languageId: "yaml", version: 1, text: text.replace("▶", "") };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return { uri, diagnostics: await diagnosed };
  };

  return {
    asked,
    errors,
    async complete(text) {
      const { uri } = await open(text);
      const lines = text.slice(0, text.indexOf("▶")).split("\n");
      const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
      const result = await connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position });
      return Array.isArray(result) ? result : (result?.items ?? []);
    },
    diagnose: async (text) => (await open(text)).diagnostics,
    async stop() {
      connection.dispose();
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
