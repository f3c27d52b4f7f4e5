/**
 * Rejects two servers with one `x-name`, and `x-source-addresses` of other regions than the servers'. Custom, since
 * assertions see one object at a time.
 * @type {import('../types.d.ts').Rule}
 */
export const servers = () => ({
  Root(root, { report, resolve, location }) {
    const names = (root.servers ?? []).map((/** @type {any} */ server) => server["x-name"]);
    for (const [index, name] of names.entries()) {
      if (name === undefined || names.indexOf(name) === index) continue;
      report({
        message: `Two servers have the \`x-name\` ${name}. Give each its own.`,
        location: location.child(["servers", index, "x-name"]),
      });
    }
    const { regions } = resolve(root["x-source-addresses"]).node ?? {};
    if (typeof regions !== "object" || regions === null) return;
    const keys = Object.keys(regions);
    const wrong = [...names, ...keys].filter((name) => name && !(names.includes(name) && keys.includes(name)));
    if (wrong.length === 0) return;
    report({
      message: `\`x-source-addresses\` and the servers must have the same regions; only one of them has ${wrong.join(", ")}.`,
      location: location.child(["x-source-addresses"]).key(),
    });
  },
});
