import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { npmPack } from "../lib/npm-pack.ts";
import { root } from "../lib/repository.ts";

await mkdir(join(root, "archives"), { recursive: true });
for (const { manifest } of await npmPack("--pack-destination", "archives")) console.log(manifest.name);
console.log("Packed into archives/");
