/**
 * Demands the unhappy answers of every operation; `required` lists statuses, or `4XX` and `5XX` for any of a class.
 * @type {import('../types.d.ts').Rule}
 */
export const errorResponses = ({ required = ["401", "4XX", "5XX"] }) => ({
  Paths: {
    Operation(operation, { report, location }) {
      const statuses = Object.keys(operation.responses ?? {});
      const missing = required.filter(
        (/** @type {string} */ wanted) =>
          !statuses.some((status) => status === wanted || (wanted.endsWith("XX") && status[0] === wanted[0])),
      );
      if (missing.length === 0) return;
      report({
        message: `${operation.operationId ?? "The operation"} declares no response for ${missing.join(", ")}. Add it, such as \`'401': $ref: ../responses/Unauthorized.yaml\`.`,
        location: location.child(["responses"]).key(),
      });
    },
  },
});
