/** Environment variables in place of the values of fields, by the names of the fields. */
export type Variables = Record<string, string>;

/** Writes a value of JSON as TypeScript, as the formatter would; a variable's value comes from the environment. */
export function asTypeScript(value: unknown, variables: Variables = {}, indent = ""): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return `[\n${value.map((item) => `${inner}${asTypeScript(item, variables, inner)},\n`).join("")}${indent}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => {
    const variable = field === "" ? undefined : variables[name];
    return `${keyOf(name)}: ${variable ? `process.env.${variable}!` : asTypeScript(field, variables, inner)}`;
  });
  const line = `{ ${fields.join(", ")} }`;
  if (fields.length < 4 && line.length < 80 && !line.includes("\n")) return line;
  return `{\n${fields.map((field) => `${inner}${field},\n`).join("")}${indent}}`;
}

/** Writes the name of a property as TypeScript. */
export const keyOf = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

/** Writes a value as JSON for a here document of a shell, which fills in the variables. */
export function asHereDocument(value: unknown, variables: Variables): string {
  const marked = JSON.stringify(
    value,
    (name, field) => (typeof field === "string" && field !== "" && variables[name] ? `\0${variables[name]}` : field),
    2,
  );
  return marked.replace(/[\\$`]/g, "\\$&").replace(/\\\\u0000(\w+)/g, "$$$1");
}

/** Quotes a text for a shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
