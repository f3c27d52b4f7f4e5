import { parseUrl } from "@comms-webhooks/validation";
import { CliError } from "./errors.js";

/** Reads the URL that an option names. The URL isn't repeated in errors, because it may contain a password. */
export function readUrl(option: string, text: string): URL {
  const url = parseUrl(text);
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    throw new CliError(`${option} must be an absolute URL, such as http://localhost:3000/webhooks.`);
  }
  if (url.username !== "" || url.password !== "") throw new CliError(`${option} must have no user and no password.`);
  return url;
}
