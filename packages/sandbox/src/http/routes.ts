/** An operation as the generated clients list it. */
export interface Operation {
  /** In upper case. */
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
}

/** Writes a path of the spec as Hono's router wants it. */
export function route(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

/** Groups the methods of operations by path, as the header `Allow` lists them; who has GET has HEAD. */
export function allowedMethods(operations: Readonly<Record<string, Operation>>): ReadonlyMap<string, string> {
  const allowed = new Map<string, string>();
  for (const { method, path } of Object.values(operations)) {
    const methods = method === "GET" ? "GET, HEAD" : method;
    const others = allowed.get(path);
    allowed.set(path, others === undefined ? methods : `${others}, ${methods}`);
  }
  return allowed;
}
