import { npm, publishedPackages } from "../packaging/npm-pack.ts";

// Publishes each package whose version the registry doesn't have. npm builds it anew before it packs it. A run that failed
// halfway can be repeated. Arguments go to npm: npm run release:publish -- --no-provenance

async function isPublished(name: string, version: string): Promise<boolean> {
  try {
    await npm("view", `${name}@${version}`, "version");
    return true;
  } catch (error) {
    if (/\bE404\b/.test((error as { stderr?: string }).stderr ?? "")) return false;
    throw error;
  }
}

const packages = await publishedPackages();
const known = await Promise.all(packages.map(({ name, version }) => isPublished(name, version)));
const missing = packages.filter((_, i) => !known[i]);
if (missing.length > 0) {
  const names = missing.flatMap(({ name }) => ["--workspace", name]);
  await npm("publish", "--loglevel", "warn", ...names, ...process.argv.slice(2));
}
console.log(`${missing.length} packages published, ${packages.length - missing.length} were there`);
