import type { Issue, StandardSchema } from "@comms-webhooks/validation";
import { issueAt } from "@comms-webhooks/validation";
import type { InvalidResponseError } from "../errors/invalid-errors.js";
import type { Executed } from "./api-client.js";
import { callHook } from "./operation-fetch.js";
import type { BaseClientOptions } from "./options.js";

/** An item of a list that can't be read, and is therefore left out. It contains no secret. */
export interface InvalidItem {
  /** The operation's id in the OpenAPI document, such as `listWebhooks`. */
  readonly operationId: string;
  /** The full URL of the page. */
  readonly url: string;
  /** The item's index on the page, from 0 up. */
  readonly index: number;
  /** What identifies the item, as far as it can be read: `id` and `name`, or `subAccountId` and `type`. */
  readonly key: Readonly<Record<string, string>>;
  /** What is wrong with the item, one entry for each field. */
  readonly issues: readonly Issue[];
}

/** Is called with an item that can't be read, and with a function that creates the error which names it. */
export type OnInvalid = (item: Readonly<Record<string, unknown>>, error: () => InvalidResponseError) => void;

/** Creates the schema of a list whose items are validated later. `field` is where the list is. Default: the value itself. */
export function listSchema<Output>(field?: string): StandardSchema<Output> {
  const path = field === undefined ? [] : [field];
  const validate = (value: unknown) =>
    Array.isArray(field === undefined ? value : Object(value)[field])
      ? { value: value as Output }
      : { issues: [issueAt(path, "must be an array")] };
  return { "~standard": { version: 1, vendor: "comms-webhooks", validate } };
}

/** Returns the items of a list that can be read. The others are reported, each of them alone. */
export type ReadItems = <Item>(
  executed: Executed<unknown>,
  items: readonly unknown[],
  schema: StandardSchema<Item>,
  onInvalid?: OnInvalid,
) => Item[];

/** Creates the function that reads items. `keyFields` are those that identify an item. */
export function itemReader({ onInvalidItem }: BaseClientOptions, keyFields: readonly string[]): ReadItems {
  const warned = new Set<string>();
  const report = (item: InvalidItem) => {
    if (onInvalidItem) return callHook(onInvalidItem, item);
    const { key, issues } = item;
    const text = `${JSON.stringify(key)} can't be read and is left out: ${issues.map(({ message }) => message).join("; ")}`;
    if (!warned.has(text)) console.warn(`comms-webhooks: the webhook ${text}. To handle this, set onInvalidItem.`);
    warned.add(text);
  };

  return ({ response, errors }, items, schema, onInvalid) =>
    items.flatMap((item, index) => {
      const result = schema["~standard"].validate(item);
      if (!result.issues) return [result.value];
      const { operationId, url } = errors.context();
      const fields = Object(item) as Record<string, unknown>;
      const texts = keyFields.flatMap((name) => {
        const value = fields[name];
        return typeof value === "string" ? [[name, errors.redact(value)]] : [];
      });
      const issues = result.issues.map(({ path, message }) => ({ path, message: errors.redact(message) }));
      const key = Object.fromEntries(texts);
      report({ operationId, url, index, key, issues });
      const named = issues.map(({ path, message }) => ({
        path: [index, ...path],
        message: `${JSON.stringify(key)}: ${message}`,
      }));
      onInvalid?.(fields, () => errors.invalidResponse(response, response.text, named));
      return [];
    });
}
