import { assertions } from "./assertions.js";
import { completeDeliveries } from "./derive/complete-deliveries.js";
import { groupOperations } from "./derive/group-operations.js";
import { listValues } from "./derive/list-values.js";
import { nameDeliveries } from "./derive/name-deliveries.js";
import { withExtensions } from "./lib/extensions.js";
import { deliveries } from "./rules/deliveries.js";
import { knownExtensions } from "./rules/known-extensions.js";
import { mediaTypeExamples } from "./rules/media-type-examples.js";
import { namedSchemas } from "./rules/named-schemas.js";
import { noPlaceholders } from "./rules/no-placeholders.js";
import { noStrayFiles } from "./rules/no-stray-files.js";
import { plainWords } from "./rules/plain-words.js";
import { servers } from "./rules/servers.js";
import { unions } from "./rules/unions.js";
import { violations } from "./rules/violations.js";

const rules = {
  deliveries,
  "known-extensions": knownExtensions,
  "media-type-examples": mediaTypeExamples,
  "named-schemas": namedSchemas,
  "no-placeholders": noPlaceholders,
  "no-stray-files": noStrayFiles,
  "plain-words": plainWords,
  servers,
  unions,
  violations,
};

/** What is derived before rules and bundler see the document, so that its files say each thing once. */
const preprocessors = { "complete-deliveries": completeDeliveries, "list-values": listValues };

/** What is derived of the bundled document. */
const decorators = { "name-deliveries": nameDeliveries, "group-operations": groupOperations };

/** This repository's plugin for its OpenAPI documents; `house/all` switches everything on. */
export default function house() {
  return {
    id: "house",
    typeExtension: { oas3: withExtensions },
    rules: { oas3: rules },
    preprocessors: { oas3: preprocessors },
    decorators: { oas3: decorators },
    configs: {
      all: {
        rules: { ...assertions, ...allOf(rules, "error") },
        preprocessors: allOf(preprocessors, "on"),
        decorators: allOf(decorators, "on"),
      },
    },
  };
}

/** @param {object} parts @param {string} severity */
const allOf = (parts, severity) =>
  Object.fromEntries(Object.keys(parts).map((name) => [`house/${name}`, /** @type {any} */ (severity)]));
