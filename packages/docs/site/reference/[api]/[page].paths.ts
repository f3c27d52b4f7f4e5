import { readFile } from "node:fs/promises";
import { changelogPage } from "../../../../../scripts/reference/pages/changelog.ts";
import { indexPages } from "../../../../../scripts/reference/pages/index-pages.ts";
import { apis } from "../../../src/apis.ts";

interface Route {
  params: Record<string, string | number>;
  content: string;
}

/** The pages of each API's index, built from its bundled document. */
export default {
  async paths(): Promise<Route[]> {
    const routes = await Promise.all(
      apis.map(async ({ name, document }) => {
        const label = name.charAt(0).toUpperCase() + name.slice(1);
        const bundled = JSON.parse(await readFile(document, "utf8"));
        const pages = [...indexPages(name, label, bundled), await changelogPage(name, label, bundled)];
        return pages.map(({ name: page, title, description, content }, order) => ({
          params: { api: name, page, title, description, group: label, order },
          content: `# ${title}\n\n${description}\n\n${content}`,
        }));
      }),
    );
    return routes.flat();
  },
};
