import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createSandbox } from "@comms-webhooks/sandbox";
import { createClient } from "@hey-api/openapi-ts";
import { generateSource } from "oazapfts";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { bundleOf } from "../lib/prism.ts";

const folder = join(import.meta.dirname, "../.generated");
const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";

interface Generator {
  name: string;
  /** Writes the client of an API into a folder. */
  generate(api: string, output: string): Promise<void>;
  /** Programs that create a webhook, list the webhooks and return the list, by API. They contain one error. */
  programs: Readonly<Record<string, string>>;
}

const generators: readonly Generator[] = [
  {
    name: "@hey-api/openapi-ts",
    async generate(api, output) {
      const plugins = ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"] as const;
      await createClient({
        input: bundleOf(api),
        output,
        plugins: [...plugins],
        logs: { level: "silent", file: false },
      });
    },
    programs: {
      webex: `
        import { createClient } from "./client/client/index.js";
        import { createWebhook, listWebhooks } from "./client/index.js";

        export async function run(baseUrl: string): Promise<unknown> {
          const all = { client: createClient({ baseUrl, auth: "k7" }), throwOnError: true } as const;
          const body = { name: "Spaces", targetUrl: "https://hooks.example.com", resource: "rooms" } as const;
          await createWebhook({ ...all, body: { ...body, event: "created" } });
          // @ts-expect-error There is no such event.
          createWebhook.bind(null, { ...all, body: { ...body, event: "renamed" } });
          return (await listWebhooks(all)).data.items;
        }`,
      "8x8": `
        import { createClient } from "./client/client/index.js";
        import { createOrReplaceWebhooks, listWebhooks } from "./client/index.js";

        export async function run(baseUrl: string): Promise<unknown> {
          const path = { accountId: "${accountId}" };
          const all = { client: createClient({ baseUrl, auth: "k7" }), path, throwOnError: true } as const;
          await createOrReplaceWebhooks({ ...all, body: [{ subAccountId: "*", url: "https://hooks.example.com" }] });
          // @ts-expect-error A webhook needs a URL.
          createOrReplaceWebhooks.bind(null, { ...all, body: [{ subAccountId: "*" }] });
          return (await listWebhooks(all)).data;
        }`,
    },
  },
  {
    name: "oazapfts",
    async generate(api, output) {
      await mkdir(output, { recursive: true });
      await writeFile(join(output, "index.ts"), await generateSource(bundleOf(api)));
    },
    programs: {
      webex: `
        import { createWebhook, defaults, listWebhooks } from "./client/index.js";

        export async function run(baseUrl: string): Promise<unknown> {
          Object.assign(defaults, { baseUrl, headers: { authorization: "Bearer k7" } });
          const body = { name: "Spaces", targetUrl: "https://hooks.example.com", resource: "rooms" } as const;
          await createWebhook({ ...body, event: "created" });
          // @ts-expect-error There is no such event.
          createWebhook.bind(null, { ...body, event: "renamed" });
          const response = await listWebhooks();
          return response.status === 200 && "items" in response.data && response.data.items;
        }`,
      "8x8": `
        import { createOrReplaceWebhooks, defaults, listWebhooks } from "./client/index.js";

        export async function run(baseUrl: string): Promise<unknown> {
          Object.assign(defaults, { baseUrl, headers: { authorization: "Bearer k7" } });
          await createOrReplaceWebhooks("${accountId}", [{ subAccountId: "*", url: "https://hooks.example.com" }]);
          // @ts-expect-error A webhook needs a URL.
          createOrReplaceWebhooks.bind(null, "${accountId}", [{ subAccountId: "*" }]);
          return (await listWebhooks("${accountId}")).data;
        }`,
    },
  },
];

/** What the list has after the creation, which makes two webhooks at 8x8. */
const listed = {
  webex: [{ targetUrl: "https://hooks.example.com", status: "active" }],
  "8x8": [
    { type: "CADR", url: "https://hooks.example.com" },
    { type: "MSG", url: "https://hooks.example.com" },
  ],
};

/** Compiles a program with all that it imports, and returns the compiler's errors. */
function compilerErrors(path: string): string[] {
  const program = ts.createProgram([path], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: [],
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

const clients = generators.flatMap(({ name, generate, programs }) =>
  (["webex", "8x8"] as const).map((api) => ({ name, api, generate, program: programs[api] ?? "" })),
);

describe.each(clients)("the client that $name generates for $api", ({ name, api, generate, program }) => {
  it("compiles, knows a wrong request, and works with the sandbox", async () => {
    const output = join(folder, name.replace(/\W/g, "-"), api);
    await rm(output, { recursive: true, force: true });
    await generate(api, join(output, "client"));
    const path = join(output, "program.ts");
    await writeFile(path, program);
    expect(compilerErrors(path)).toEqual([]);

    const sandbox = createSandbox();
    try {
      await sandbox.listen();
      const { run } = (await import(path)) as { run(baseUrl: string): Promise<unknown> };
      expect(await run(sandbox.url[api])).toMatchObject(listed[api]);
    } finally {
      await sandbox.close();
    }
  });
});
