/** An operation as the generated clients list it. */
export interface Operation {
  /** The method, in upper case. */
  readonly method: string;
  /** The path, with its parameters in braces. */
  readonly path: string;
}

/** Converts a path of the spec to the form of Hono's router. */
export function route(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

/** Groups the methods of operations by path, as the header `Allow` lists them. Where GET is allowed, HEAD is too. */
export function allowedMethods(operations: Readonly<Record<string, Operation>>): ReadonlyMap<string, string> {
  const allowed = new Map<string, string>();
  for (const { method, path } of Object.values(operations)) {
    const methods = method === "GET" ? "GET, HEAD" : method;
    const others = allowed.get(path);
    allowed.set(path, others === undefined ? methods : `${others}, ${methods}`);
  }
  return allowed;
}

/** Writes the message of a response with the status 405. */
export function methodNotAllowed(method: string, allowed: string): string {
  return `${method} isn't supported here; supported: ${allowed}`;
}
