import type { Document } from "../../generators/openapi.ts";
import type { Change } from "../../lib/changes.ts";
import { bundleAt, compareDocuments } from "../../lib/compare-spec.ts";
import { git, root } from "../../lib/repository.ts";
import type { IndexPage } from "./index-pages.ts";

/** A released version of a spec. */
interface Release {
  tag: string;
  version: string;
  /** The day of the tagged commit, such as `2026-11-26`. */
  date: string;
}

/**
 * Returns the changelog of an API's spec in Markdown, the newest version first: what `redocly diff` and our comparison of
 * extensions find between the versions that Git has tags for, and what has changed since.
 */
export async function changelogOf(api: string, document: Document): Promise<string> {
  const { version } = document.info;
  const releases = await listReleases(api);
  if (releases === undefined) return "This page was built without the repository's history, so it lists no releases.";
  const [newest] = releases;
  if (!newest) return `Not released yet: ${version}.`;
  const documents = await Promise.all(releases.map(({ tag }) => bundleAt(tag, api)));
  const present = await sectionOf("Not released yet", documents[0] as Document, document);
  const sections = releases.map(async (release, index) => {
    const before = documents[index + 1];
    const title = `${release.version} {#v${release.version}}`;
    const date = `Released on ${release.date}.`;
    if (!before) return `## ${title}\n\n${date} The first release.`;
    return sectionOf(title, before, documents[index] as Document, date);
  });
  const isSame = JSON.stringify(documents[0]) === JSON.stringify(document);
  return [...(isSame ? [] : [present]), ...(await Promise.all(sections))].join("\n\n");
}

/** Returns the page of an API's changelog. */
export async function changelogPage(api: string, label: string, document: Document): Promise<IndexPage> {
  return {
    name: "changelog",
    title: `${label}: changelog`,
    description: `What changed between the released versions of this description of ${document.info.title}.`,
    content: await changelogOf(api, document),
  };
}

/** Lists the releases that Git has tags for, the newest first; undefined where there is no history to look at. */
async function listReleases(api: string): Promise<Release[] | undefined> {
  const isShallow = await git(root, "rev-parse", "--is-shallow-repository").catch(() => "true");
  if (isShallow === "true") return undefined;
  const format = "--format=%(refname:short) %(creatordate:short)";
  const lines = (await git(root, "tag", "--list", format)).split("\n");
  const own = new RegExp(`^(?:(?:@[\\w-]+/)?${api}-spec@|v)(\\d+\\.\\d+\\.\\d+) (\\S+)$`);
  const found = lines.flatMap((line): Release[] => {
    const [, version = "", date = ""] = own.exec(line) ?? [];
    return version ? [{ tag: line.split(" ")[0] ?? "", version, date }] : [];
  });
  const unique = new Map(found.map((release) => [release.version, release]));
  return [...unique.values()].sort((a, b) => b.version.localeCompare(a.version, "en", { numeric: true }));
}

async function sectionOf(title: string, before: Document, after: Document, date = ""): Promise<string> {
  const changes = await compareDocuments(before, after);
  const of = (impact: Change["impact"]) => [
    ...new Set(changes.filter((change) => change.impact === impact).map(({ text }) => text)),
  ];
  const [breaking, additions, others] = [of("major"), of("minor"), of("patch")];
  const list = (heading: string, texts: string[]) =>
    texts.length > 0 ? [`**${heading}**`, texts.map((text) => `- ${escapeText(text)}`).join("\n")] : [];
  return [
    `## ${title}`,
    ...(date ? [date] : []),
    ...list("Breaking", breaking),
    ...list("Added", additions),
    ...(others.length > 0 ? [`Texts and examples changed in ${others.length} places.`] : []),
    ...(changes.length === 0 ? ["Nothing changed."] : []),
  ].join("\n\n");
}

/** Keeps names of a document from being read as Markdown, HTML or Vue. */
const escapeText = (text: string): string =>
  text.replace(/[<>]/g, (sign) => (sign === "<" ? "&lt;" : "&gt;")).replaceAll("{{", "{ {");
