import type { AnyApiDefinition } from "../api/definition.js";
import type { SandboxUrls } from "../sandbox.js";

/** Writes what the command prints first: the base URLs, and commands to copy that end in a delivery. */
export function greeting(
  definitions: readonly (readonly [name: string, AnyApiDefinition])[],
  urls: SandboxUrls,
): string {
  const bases = definitions.map(([api, { title, samples }]) => ({
    api,
    title,
    samples,
    url: urls[api as keyof SandboxUrls],
  }));
  const controls = new URL("/_sandbox/", bases[0]?.url).href;
  const rows = [...bases.map(({ title, url }) => [title, url]), ["controls", controls]];
  const width = Math.max(...rows.map(([title = ""]) => title.length));
  const inbox = `${controls}inbox`;
  const [first, ...others] = bases.map(({ api, title, samples, url }) => ({
    title,
    register: curl(url + samples.path, samples.body(inbox), true),
    raise: curl(`${controls}events`, { api, name: samples.event }),
  }));
  return `${rows.map(([title = "", url = ""]) => `${title.padEnd(width)}  ${url}\n`).join("")}
Copy these into another terminal. The delivery is then printed here.

1. Register a webhook that delivers to the inbox of this sandbox:
${first?.register}

2. Raise an event, which is delivered to every webhook that matches:
${first?.raise}

3. See what the inbox got:
curl ${inbox}

${others.map(({ title, register, raise }) => `The same with ${title}:\n${register}\n${raise}\n`).join("\n")}
Events to raise: curl ${controls}deliveries
Any bearer token is an account of its own. Stop with Ctrl+C.

`;
}

function curl(url: string, body: unknown, isAuthorized = false): string {
  const authorization = isAuthorized ? "-H 'Authorization: Bearer my-token' " : "";
  return `curl ${authorization}-H 'Content-Type: application/json' -d '${JSON.stringify(body)}' ${url}`;
}
