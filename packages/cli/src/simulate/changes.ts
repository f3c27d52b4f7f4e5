import { CliError } from "../errors.js";

type Fields = { [name: string]: unknown };

/**
 * Reads `--set path=value` and `--unset path` into one change: objects of the path's names around the value. A value is JSON,
 * or else the text itself; `undefined` removes a field. What the user wrote is not repeated in errors.
 */
export function readChange(set: readonly string[], unset: readonly string[]): Fields {
  const change: Fields = {};
  for (const [index, text] of set.entries()) {
    const end = text.indexOf("=");
    const option = `--set number ${index + 1}`;
    if (end < 1) throw new CliError(`${option} must be path=value, such as --set data.roomId=room-1.`);
    put(change, namesIn(text.slice(0, end), option), parseValue(text.slice(end + 1)), option);
  }
  for (const [index, path] of unset.entries()) {
    const option = `--unset number ${index + 1}`;
    put(change, namesIn(path, option), undefined, option);
  }
  return change;
}

function namesIn(path: string, option: string): readonly [string, ...string[]] {
  const [first = "", ...rest] = path.split(".");
  if ([first, ...rest].includes("")) throw new CliError(`${option} must name a field, such as data.roomId.`);
  return [first, ...rest];
}

function put(fields: Fields, [name, ...rest]: readonly string[], value: unknown, option: string): void {
  if (name === undefined) return;
  const known = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const inner = rest.length === 0 ? value : (known ?? {});
  if (rest.length > 0 && (typeof inner !== "object" || Array.isArray(inner))) {
    throw new CliError(`${option} is about a field within another one that --set replaces.`);
  }
  // A plain assignment to "__proto__" would change the prototype.
  Object.defineProperty(fields, name, { value: inner, enumerable: true, configurable: true, writable: true });
  if (rest.length > 0) put(inner as Fields, rest, value, option);
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
