/**
 * Returns the schema name of a delivery: `messages.created` becomes `MessagesCreated`, `SMS.received` `SmsReceived`.
 * @param {string} name
 */
export const pascalCase = (name) =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word.toLowerCase() : word))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

/** Returns the operation id of a delivery: `messages.created` becomes `messagesCreated`. @param {string} name */
export const camelCase = (name) => pascalCase(name).replace(/^./, (letter) => letter.toLowerCase());
