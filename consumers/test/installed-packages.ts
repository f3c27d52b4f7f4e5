import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { consumers } from "./recipes.ts";

/** A package of this repository, installed here as npm packs it. */
export interface InstalledPackage {
  readonly name: string;
  /** An absolute path. */
  readonly folder: string;
  readonly manifest: Manifest;
}

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const modules = join(consumers, "node_modules");

/** Lists the packages, without those of documents alone. */
export function installedPackages(): InstalledPackage[] {
  const scoped = readdirSync(join(modules, "@comms-webhooks")).map((name) => `@comms-webhooks/${name}`);
  return ["comms-webhooks", ...scoped].flatMap((name) => {
    const folder = join(modules, name);
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    return Object.values(manifest.exports).some((target) => typeof target !== "string")
      ? { name, folder, manifest }
      : [];
  });
}

/** Lists the entry points that are code, as they are imported, such as `comms-webhooks/webex`. */
export function entryPoints(): string[] {
  return installedPackages().flatMap(({ name, manifest }) =>
    Object.entries(manifest.exports).flatMap(([path, target]) =>
      typeof target === "string" ? [] : name + path.slice(1),
    ),
  );
}
