/** Words that readers have to learn, each with the plain ones. */
const plain = [
  [/\banswers?\b/i, "response, or responds"],
  [/\b(gives|tells)\b/i, "returns, reports, or defines"],
  [/\bsays\b/i, "according to"],
  [/\bknows\b|n't know\b/i, "describes, or supports"],
  [/\blacks?\b/i, "omits, or is absent from"],
  [/\bstands? for\b/i, "means"],
  [/\b(somebody|nobody)\b/i, "who it is, or no one"],
  [/(?<!\bthere )\bis no (?!longer)\b/i, "isn't a"],
  [/\bunless given\b/i, "default: …"],
  [/\b(revives?|revived)\b/i, "reactivates, reactivated"],
];

/**
 * Rejects words of a dialect in summaries and descriptions, with the plain ones to use. Custom, since an assertion is
 * about one property of one type.
 * @type {import('../types.d.ts').Rule}
 */
export const plainWords = () => ({
  any(node, { report, location }) {
    if (typeof node !== "object" || node === null) return;
    for (const key of ["summary", "description"]) {
      const text = node[key];
      if (typeof text !== "string") continue;
      for (const [word, instead] of plain) {
        const [found] = text.match(/** @type {RegExp} */ (word)) ?? [];
        if (found)
          report({
            message: `Write plain words: "${instead}" in place of "${found}".`,
            location: location.child([key]),
          });
      }
    }
  },
});
