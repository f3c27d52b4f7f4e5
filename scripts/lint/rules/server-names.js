/** Demands an `x-name` on every server, different from the others'. @type {import('../types.d.ts').Rule} */
export const serverNames = () => ({
  Root(root, { report, location }) {
    const seen = new Set();
    for (const [index, server] of (root.servers ?? []).entries()) {
      const name = server["x-name"];
      const at = location.child(["servers", index]);
      if (name === undefined) {
        report({
          message: "A server needs `x-name`, the key that clients choose it by, such as northAmerica.",
          location: at,
        });
      } else if (seen.has(name)) {
        report({
          message: `Two servers have the \`x-name\` ${name}. Give each its own.`,
          location: at.child(["x-name"]),
        });
      }
      seen.add(name);
    }
  },
});
