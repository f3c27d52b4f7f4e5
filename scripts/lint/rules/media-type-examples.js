import { basename, dirname, join, sep } from "node:path";

/**
 * Requires an example for the JSON body of every request and response, in a file of its own under examples/. Custom, since
 * assertions don't see files.
 * @type {import('../types.d.ts').Rule}
 */
export const mediaTypeExamples = () => {
  let folder = "";
  let path = "";
  let operation = "";
  /** @type {string | undefined} */
  let body;

  /** @param {string} kind */
  const inside = (kind) => ({
    enter: /** @type {import('../types.d.ts').Visitor} */ (
      (_, { location }) => {
        body = nameOf(location) ?? (path.startsWith("/") ? `${operation}.${kind}` : path);
      }
    ),
    leave() {
      body = undefined;
    },
  });

  return {
    Root: {
      enter(_, { location }) {
        folder = join(dirname(location.source.absoluteRef), "examples");
      },
    },
    PathItem: {
      enter(_, { key }) {
        path = String(key);
      },
    },
    Operation: {
      enter(node, { key }) {
        operation = node.operationId ?? String(key);
      },
    },
    RequestBody: inside("request"),
    Response: inside("response"),
    MediaType(media, context) {
      if (body === undefined || !/^application\/([\w.-]+\+)?json\b/.test(String(context.key))) return;
      checkExamples(media, context, body, folder);
    },
  };
};

/** Returns the name of a response or request body that has a file of its own. @param {import('../types.d.ts').Location} location */
function nameOf({ source, pointer }) {
  const folder = basename(dirname(source.absoluteRef));
  return pointer === "#/" && ["responses", "requestBodies"].includes(folder)
    ? basename(source.absoluteRef, ".yaml")
    : undefined;
}

/** @param {any} media @param {import('../types.d.ts').Context} context @param {string} body @param {string} folder */
function checkExamples(media, { key, location, report, resolve }, body, folder) {
  const fix = `add examples/${body}.yaml and refer to it from \`examples\` by $ref`;
  if (media.example !== undefined) {
    report({
      message: `An example belongs in a file of its own: ${fix}.`,
      location: location.child(["example"]).key(),
    });
  }
  const examples = Object.entries(resolve(media.examples ?? {}).node ?? {});
  if (media.example === undefined && examples.length === 0) {
    report({ message: `The ${key} body of ${body} has no example: ${fix}.`, location });
  }
  for (const [name, example] of examples) {
    const { node, location: target } = resolve(example);
    if (target === undefined) continue;
    if (!target.source.absoluteRef.startsWith(folder + sep)) {
      report({
        message: `The example ${name} isn't in a file under examples/: ${fix}.`,
        location: location.child(["examples"]).key(),
      });
    } else if (node?.value === undefined) {
      report({
        message: `${basename(target.source.absoluteRef)} has no \`value\`: put the body under it.`,
        location: target,
      });
    }
  }
}
