/** What the page of an entry point says of it, beside what is generated. */
export interface ApiPage {
  /** The name of the entry point, as it is imported. */
  readonly title: string;
  /** A sentence. */
  readonly description: string;
  /** The group of the sidebar. */
  readonly group: string;
  /** The position in the group. */
  readonly order: number;
}

/** The headings within a description. They would fill the outline and the search with words that say nothing. */
const labels = [
  ...["Parameters", "Type Parameters", "Returns", "Throws", "Example", "Examples", "See", "Extends", "Extended by"],
  ...["Properties", "Methods", "Indexable", "Call Signature", "Type Declaration", "Union Members", "Default Value"],
  ...["Inherited from", "Overrides", "Constructors", "Accessors", "Deprecated"],
];
const label = new RegExp(`^#{3,6} (${labels.join("|")})$`);

/**
 * Shapes a generated page for the site: frontmatter first, and headings in order, of groups, exports and methods only.
 * Code is left as it is.
 */
export function shapePage(markdown: string, page: ApiPage): string {
  let fence: string | undefined;
  const lines = markdown.split("\n").map((line) => {
    const [mark] = /^`{3,}/.exec(line) ?? [];
    if (mark && (fence === undefined || fence === mark)) fence = fence ? undefined : mark;
    if (fence || mark) return line;
    const [, text] = label.exec(line) ?? [];
    return text ? `**${text}**` : line.replace(/^#{5,6} /, "#### ").replace(/^\*\*\*$/, "");
  });
  return `${frontmatter(page)}\n${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

/** Writes the page that lists the entry points. */
export function indexPage(pages: readonly (ApiPage & { readonly file: string })[]): string {
  const groups = [...new Set(pages.map(({ group }) => group))].map((group) => {
    const rows = pages
      .filter((page) => page.group === group)
      .map(({ title, file, description }) => `| [\`${title}\`](./${file}.md) | ${description} |`);
    return `## ${group}\n\n| Entry point | What it has |\n| --- | --- |\n${rows.join("\n")}\n`;
  });
  const page = {
    title: "Packages",
    description: "The TypeScript reference of the packages: every entry point, function, option and type.",
    group: "TypeScript reference",
    order: 0,
  };
  return `${frontmatter(page)}\n# Packages\n\n${page.description}\n\n${groups.join("\n")}`;
}

function frontmatter({ title, description, group, order }: ApiPage): string {
  const facts = { title, description, group, order };
  return `---\n${Object.entries(facts)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join("")}---\n`;
}
