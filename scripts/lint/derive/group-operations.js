/**
 * Groups operations and deliveries for readers. A delivery of a document with a table of resources gets its resource as
 * its tag, described as in the table, in place of the tag that deliveries have in common. `x-tagGroups` divides the tags
 * into those of operations and those of deliveries. Runs on the bundled document, after lint.
 * @type {import('../types.d.ts').Rule}
 */
export const groupOperations = () => ({
  Root: {
    leave(root) {
      tagResources(root);
      const groups = [
        { name: "Operations", tags: tagsOf(root, root.paths) },
        { name: "Deliveries", tags: tagsOf(root, root.webhooks) },
      ].filter(({ tags }) => tags.length > 0);
      if (groups.length > 1) root["x-tagGroups"] ??= groups;
    },
  },
});

/** @param {any} root */
function tagResources(root) {
  const table = Object.values(root.components?.schemas ?? {}).find((schema) => schema?.["x-webhook-resources"])?.[
    "x-webhook-resources"
  ];
  if (!table) return;
  const replaced = new Set();
  for (const [name, item] of Object.entries(root.webhooks ?? {})) {
    const resource = Object.keys(table).find((key) => name.startsWith(`${key}.`));
    if (!item?.post || !resource) continue;
    for (const tag of item.post.tags ?? []) replaced.add(tag);
    item.post.tags = [resource];
  }
  const kept = (root.tags ?? []).filter((/** @type {any} */ { name }) => !replaced.has(name));
  const resources = Object.entries(table).map(([name, { description }]) => ({ name, description }));
  root.tags = [...kept, ...resources.filter(({ name }) => tagsOf(undefined, root.webhooks).includes(name))];
}

/** Lists the tags that operations have, in the document's order. @param {any} root @param {any} items @returns {string[]} */
function tagsOf(root, items) {
  const used = Object.values(items ?? {}).flatMap((item) =>
    Object.values(item ?? {}).flatMap((operation) => operation?.tags ?? []),
  );
  const order = root?.tags?.map((/** @type {any} */ { name }) => name) ?? [];
  return [...new Set([...order.filter((/** @type {string} */ name) => used.includes(name)), ...used])];
}
