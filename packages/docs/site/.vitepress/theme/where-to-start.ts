import { type DefaultTheme, useData, withBase } from "vitepress";
import { type Component, defineComponent, h, type VNode } from "vue";

/** Lists the site's pages as the sidebar groups them. */
export const WhereToStart: Component = defineComponent({
  setup() {
    const { theme } = useData<DefaultTheme.Config>();
    const groups = (theme.value.sidebar as DefaultTheme.SidebarMulti)["/"] as DefaultTheme.SidebarItem[];
    return () => [
      h("h2", { id: "where-to-start" }, "Where to start"),
      h("div", { class: "starts" }, groups.map(listOf)),
    ];
  },
});

function listOf({ text, items = [] }: DefaultTheme.SidebarItem): VNode {
  const links = items.map((item) => h("li", [h("a", { href: withBase(item.link ?? "") }, item.text)]));
  return h("section", [h("h3", text), h("ul", links)]);
}
