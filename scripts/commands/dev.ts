import { rebuild } from "../dev/rebuild.ts";
import { watchSpecs } from "../dev/watch-specs.ts";

process.on("SIGINT", () => process.exit(0));

console.log("Watching specs/**/*.yaml and *.md. On every save: lint findings, regenerated files, what the change");
console.log("means for users against HEAD, and the rendered reference. Ctrl+C stops.\n");

watchSpecs(async (api, files) => {
  const start = performance.now();
  console.log(files.join("\n"));
  await rebuild(api, (heading, text) => {
    const [first, ...rest] = text.split("\n");
    console.log(`  ${heading.padEnd(12)} ${first}`);
    for (const line of rest) console.log(line && `  ${" ".repeat(12)} ${line}`);
  });
  console.log(`  ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
});
