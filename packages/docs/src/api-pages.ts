import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  Application,
  Converter,
  type DeclarationReflection,
  PageEvent,
  type ProjectReflection,
  ReflectionKind,
} from "typedoc";
import { moduleText } from "../../../scripts/api/documentation.ts";
import { type EntryPoint, entryPoints, isGenerated, readPublicApi } from "../../../scripts/api/public-api.ts";
import { type ApiPage, indexPage, shapePage } from "./api-page.ts";

/** How the pages look: signatures with their types, and members in tables. */
const style = {
  entryFileName: "index",
  flattenOutputFiles: true,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  useCodeBlocks: true,
  expandParameters: true,
  sanitizeComments: true,
  ...{ parametersFormat: "table", interfacePropertiesFormat: "table", classPropertiesFormat: "table" },
  ...{ typeAliasPropertiesFormat: "table", typeDeclarationFormat: "table", indexFormat: "table" },
  tableColumnSettings: {
    ...{ hideModifiers: true, hideInherited: true, hideOverrides: true, hideSources: true, hideValues: true },
    leftAlignHeaders: true,
  },
  kindSortOrder: ["Function", "Class", "Interface", "TypeAlias", "Variable", "Namespace", "Reference"],
  groupOrder: ["Functions", "Namespaces", "Classes", "Interfaces", "Type Aliases", "Variables", "References"],
};

/** The groups of the sidebar, in their order. */
const groups: readonly { readonly name: string; readonly has: (entry: EntryPoint) => boolean }[] = [
  { name: "comms-webhooks", has: ({ packageName }) => packageName === "comms-webhooks" },
  { name: "Other packages", has: (entry) => entry.packageName !== "comms-webhooks" && !isGenerated(entry) },
  { name: "Generated from the specs", has: isGenerated },
];

/** openapi-typescript's own exports repeat the other types, nested: too much for a page. */
const nested = new Set(["paths", "webhooks", "components", "operations", "$defs"]);

/**
 * Writes a page for each entry point of the published packages, from their built declarations, and one that lists them.
 * The name of an export is its anchor.
 */
export async function writeApiPages(folder: string): Promise<void> {
  const entries = entryPoints();
  const { program } = readPublicApi(entries);
  const sorted = groups.flatMap(({ name, has }) => entries.filter(has).map((entry) => ({ entry, group: name })));
  const pages = sorted.flatMap(({ entry, group }, index) => {
    const sourceFile = program.getSourceFile(entry.file);
    return sourceFile ? [{ ...describe(entry, sourceFile.text), group, order: index + 1, entry, sourceFile }] : [];
  });
  const app = await Application.bootstrapWithPlugins({
    ...style,
    plugin: ["typedoc-plugin-markdown"],
    ...{ readme: "none", router: "module", logLevel: "Warn", out: folder },
    ...{ disableSources: true, excludeExternals: true, excludePrivate: true, skipErrorChecking: true },
    pageTitleTemplates: {
      module: ({ name }: { name: string }) => pages.find(({ file }) => file === name)?.title ?? name,
    },
  } as object);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => leaveOut(project));
  app.renderer.on(PageEvent.END, (event: PageEvent) => {
    const name = event.url.replace(/\.md$/, "");
    const page = pages.find(({ file }) => file === name);
    const part = pages.find(({ file }) => name.startsWith(`${file}.`));
    const shown = page ?? (part && { ...part, title: `${part.title}: ${event.model.name}`, order: part.order + 0.5 });
    if (shown) event.contents = shapePage(event.contents ?? "", shown);
  });
  // The types of the specs come first: what another package exports again is described on the page of its own.
  const typesFirst = [...pages].sort((a, b) => Number(isGenerated(b.entry)) - Number(isGenerated(a.entry)));
  const project = app.converter.convert(
    typesFirst.map(({ file, sourceFile }) => ({ displayName: file, program, sourceFile })),
  );
  await rm(folder, { recursive: true, force: true });
  await app.generateOutputs(project);
  await writeFile(join(folder, "index.md"), indexPage(pages));
}

/** Returns what the page of an entry point says of it, and the name of its file. */
function describe({ name }: EntryPoint, text: string): Pick<ApiPage, "title" | "description"> & { file: string } {
  return {
    title: name,
    file: name.replace("@comms-webhooks/", "").replace("comms-webhooks/", "").replaceAll("/", "-"),
    description: moduleText(text).replaceAll(/\s+/g, " "),
  };
}

/** Leaves out what nobody looks up: nested types, and how errors are created, which only this package does. */
function leaveOut(project: ProjectReflection): void {
  for (const one of project.getReflectionsByKind(ReflectionKind.All)) {
    const isNested =
      one.parent?.kind === ReflectionKind.Module && one.parent.name.endsWith("-types") && nested.has(one.name);
    const isErrorsOwn = one.kindOf(ReflectionKind.Constructor) && isError(one.parent as DeclarationReflection);
    if (isNested || isErrorsOwn) project.removeReflection(one);
  }
}

function isError({ extendedTypes = [] }: DeclarationReflection): boolean {
  return extendedTypes.some((type) => /Error$/.test(type.toString()));
}
