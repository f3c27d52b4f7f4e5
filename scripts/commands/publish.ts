import { npm, publishedPackages } from "../packaging/npm-pack.ts";
import { prepare } from "../packaging/prepare.ts";

// Publishes each package whose version the registry doesn't have, after one build from nothing for all of them. A run that
// failed halfway can be repeated. Arguments go to npm: npm run release:publish -- --no-provenance

const registry = (await npm("config", "get", "registry")).trim();

async function isPublished(name: string, version: string): Promise<boolean> {
  const response = await fetch(new URL(encodeURIComponent(name), registry));
  if (response.status === 404) return false;
  if (!response.ok)
    throw new Error(`The registry responded with ${response.status} for ${name}; expected its versions.`);
  const { versions } = (await response.json()) as { versions: Record<string, unknown> };
  return version in versions;
}

const packages = await publishedPackages();
const known = await Promise.all(packages.map(({ name, version }) => isPublished(name, version)));
const missing = packages.filter((_, i) => !known[i]);
if (missing.length > 0) {
  if (!(await prepare(missing))) process.exit(1);
  const names = missing.flatMap(({ name }) => ["--workspace", name]);
  await npm("publish", "--ignore-scripts", "--loglevel", "warn", ...names, ...process.argv.slice(2));
}
console.log(`${missing.length} packages published, ${packages.length - missing.length} were there`);
