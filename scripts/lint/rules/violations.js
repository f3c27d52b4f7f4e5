/** Demands `x-violation` beside every `not`, and refuses it elsewhere. @type {import('../types.d.ts').Rule} */
export const violations = () => ({
  Schema(schema, { report, location }) {
    if (schema?.not !== undefined && schema["x-violation"] === undefined) {
      report({
        message:
          "A rule written as `not` needs `x-violation` beside it: `path` and `message`, which a refused value is explained with.",
        location: location.child(["not"]).key(),
      });
    }
    if (schema?.["x-violation"] !== undefined && schema.not === undefined) {
      report({
        message: "`x-violation` explains a `not` beside it, and there is none.",
        location: location.child(["x-violation"]).key(),
      });
    }
  },
});
