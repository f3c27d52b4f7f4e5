import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { apis } from "../lib/apis.ts";
import { root } from "../lib/repository.ts";
import { atMost, median, type Row, timesOf } from "./measure.ts";

const rounds = 15;
const turns = 3; // Of each start in a round: the shortest one counts.

/**
 * Measures what the first import of a package adds to the start of Node, compared with another package for webhooks. The
 * starts take turns and each round has a ratio of its own, so that a busy machine distorts some rounds, not their median.
 */
export async function imports(): Promise<Row[]> {
  const peer = "@octokit/webhooks";
  const specifiers = apis.map((api) => `comms-webhooks/${api}`);
  const starts = Object.fromEntries(
    [undefined, peer, ...specifiers].map((specifier) => [specifier ?? "nothing", () => start(specifier)]),
  );
  const times = await timesOf(starts, { rounds: rounds * turns, warmUp: 3 });
  const shortest = (name: string) =>
    Array.from({ length: rounds }, (_, round) =>
      Math.min(...(times[name] ?? []).slice(round * turns, (round + 1) * turns)),
    );
  const nothing = shortest("nothing");
  const added = (specifier: string) => shortest(specifier).map((time, round) => time - (nothing[round] ?? Number.NaN));
  const peerAdded = added(peer);
  return specifiers.map((specifier) => {
    const ours = added(specifier);
    const ratio = median(ours.map((time, round) => time / (peerAdded[round] ?? Number.NaN)));
    const figures = `${median(ours).toFixed(1)} ms to ${median(peerAdded).toFixed(1)} ms`;
    return atMost(`import ${specifier} / ${peer}, over an empty start (${figures})`, ratio, 1.2);
  });
}

function start(specifier: string | undefined): void {
  const code = specifier === undefined ? "" : `import "${specifier}";`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: join(root, "scripts"),
    env: {},
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${specifier} can't be imported:\n${stderr}`);
}
