import { forms, wrongResources } from "./extension-forms.js";

/** Refuses an extension that is not known, stands in the wrong place or has a value of the wrong form. @type {import('../types.d.ts').Rule} */
export const knownExtensions = () => ({
  any(node, context) {
    if (!context.type.extensionsPrefix || typeof node !== "object" || node === null) return;
    for (const name of Object.keys(node).filter((key) => key.startsWith("x-"))) {
      const message = problem(name, node, context);
      if (message) context.report({ message, location: context.location.child([name]).key() });
    }
  },
});

/** @param {string} name @param {any} node @param {import('../types.d.ts').Context} context */
function problem(name, node, { type, resolve }) {
  const known = forms[name];
  if (!known) {
    const here = Object.keys(forms).filter((key) => forms[key]?.on === type.name);
    return `\`${name}\` is not a known extension. ${here.length ? `${type.name} objects may have ${here.join(", ")}.` : `${type.name} objects have none.`}`;
  }
  if (type.name !== known.on) return `\`${name}\` belongs to ${known.on} objects, not to ${type.name} objects.`;
  const value = resolve(node[name]).node;
  if (value === undefined || known.fits(value, node)) return;
  const wrong = name === "x-webhook-resources" ? wrongResources(value) : [];
  return `\`${name}\` must be ${known.form}.${wrong.length ? ` Look at ${wrong.join(", ")}.` : ""}`;
}
