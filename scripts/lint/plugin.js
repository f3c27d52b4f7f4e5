import { deliveries } from "./rules/deliveries.js";
import { errorResponses } from "./rules/error-responses.js";
import { knownExtensions } from "./rules/known-extensions.js";
import { mediaTypeExamples } from "./rules/media-type-examples.js";
import { namedSchemas } from "./rules/named-schemas.js";
import { noStrayFiles } from "./rules/no-stray-files.js";
import { resourceTable } from "./rules/resource-table.js";
import { serverNames } from "./rules/server-names.js";
import { unions } from "./rules/unions.js";
import { violations } from "./rules/violations.js";

const rules = {
  deliveries,
  "error-responses": errorResponses,
  "known-extensions": knownExtensions,
  "media-type-examples": mediaTypeExamples,
  "named-schemas": namedSchemas,
  "no-stray-files": noStrayFiles,
  "resource-table": resourceTable,
  "server-names": serverNames,
  unions,
  violations,
};

/** The rules of this repository for its OpenAPI documents; `house/all` switches every one on. */
export default function house() {
  return {
    id: "house",
    rules: { oas3: rules },
    configs: {
      all: { rules: Object.fromEntries(Object.keys(rules).map((name) => [`house/${name}`, "error"])) },
    },
  };
}
