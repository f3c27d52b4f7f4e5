/** All tasks of the packages that use what is generated from both APIs. */
const users = ["comms-webhooks", "sandbox", "cli", "contract-tests", "docs", "scripts#typecheck"];

/** All tasks of the packages that are generated, and of their specifications. */
const api = (name: string): string[] => [`${name}-spec`, `${name}-types`, `${name}-client`];

const generated = [...api("webex"), ...api("8x8"), ...users];

/**
 * Which tasks an edit of a file must run again, and no other. A name without `#` means all tasks of the package. What is
 * listed here follows from what the tasks do, not from turbo.json.
 */
export const edits: Readonly<Record<string, readonly string[]>> = {
  "specs/webex/schemas/Webhook.yaml": [...api("webex"), ...users],
  "specs/webex/openapi.yaml": [...api("webex"), ...users],
  "specs/8x8/deliveries/inbound_message_received.yaml": [...api("8x8"), ...users],
  "packages/webex-types/src/generated/index.ts": ["webex-types", "webex-client", ...users],
  "packages/8x8-client/src/generated/data.ts": ["8x8-client", ...users],
  "packages/validation/src/issue.ts": ["validation", "webex-client", "8x8-client", ...users],
  "packages/validation/test/issue.test.ts": ["validation#typecheck"],
  "packages/comms-webhooks/src/webex/client.ts": users,
  "packages/comms-webhooks/test/helpers.ts": ["comms-webhooks#typecheck"],
  "packages/sandbox/src/apis.ts": ["sandbox", "cli", "contract-tests", "docs", "scripts#typecheck"],
  "packages/cli/src/apis.ts": ["cli", "contract-tests", "docs"],
  "packages/cli/src/webex/file-shape.ts": ["cli", "contract-tests", "docs", "scripts#typecheck"],
  "packages/contract-tests/src/editor.ts": ["contract-tests"],
  "packages/docs/test/browser.test.ts": ["docs#typecheck"],
  "scripts/generators/types.ts": generated,
  "scripts/lint/plugin.js": generated,
  "scripts/reference/render.ts": generated,
  "scripts/lib/build-package.ts": [...generated, "validation"],
  "scripts/generators/types.test.ts": ["scripts#typecheck"],
  "scripts/bench/load.ts": ["scripts#typecheck"],
  "redocly.yaml": [...generated, "validation"],
  "tsconfig.base.json": [...generated, "validation"],
  // Files that no task reads.
  "README.md": [],
  "CONTRIBUTING.md": [],
  "biome.json": [],
  "consumers/package.json": [],
  "judges/package.json": [],
  ".ci/run": [],
};

/** Returns the ids of the tasks that a list of `edits` stands for. */
export function expectedTasks(names: readonly string[], ids: readonly string[]): string[] {
  const short = (id: string): string => id.replace(/^@comms-webhooks\//, "");
  return ids.filter((id) => names.some((name) => short(id) === name || short(id).startsWith(`${name}#`))).sort();
}
