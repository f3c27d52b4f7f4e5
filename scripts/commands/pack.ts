import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../lib/repository.ts";
import { runTask } from "../lib/tasks.ts";
import { npmPack } from "../packaging/npm-pack.ts";

if (await runTask("build")) {
  const folder = join(root, "archives");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const { manifest } of await npmPack("--pack-destination", folder)) console.log(manifest.name);
  console.log("Packed into archives/");
} else {
  process.exitCode = 1;
}
