import { ListWebhooksParameters, UpdateWebhookRequest } from "@comms-webhooks/webex-client/validators";
import type * as types from "@comms-webhooks/webex-types";
import { createApiClient } from "../client/api-client.js";
import type { ApiPromise } from "../client/api-promise.js";
import type { Call } from "../client/limits.js";
import type { BaseClientOptions, CallOptions } from "../client/options.js";
import { type PaginatedList, paginatedList } from "../client/pagination.js";
import { pathParameterIssues } from "../client/parameters.js";
import { applyRules, createPlan, type Plan } from "../client/plan.js";
import { targetUrlIssues, withUris } from "../client/target-urls.js";
import { flagRule, type OptionRules } from "../option-rules.js";
import { type EnsureOptions, type EnsurePlan, type EnsureResult, ensure, ensureRules } from "./ensure.js";
import { health, keyIssues, type WebhookHealth } from "./health.js";
import { createOperations, type ListWebhooksOptions, webexApi } from "./operations.js";
import { duplicateIssues, type PlannedWebhook, type PlanOptions, planRules, planSteps } from "./plan.js";
import { type ReactivateOptions, type ReactivateResult, reactivate, reactivateRules } from "./reactivate.js";
import { filterIssues, provenPairIssues } from "./undocumented.js";
import { desiredWebhook } from "./webhook-issues.js";
import type { WebhookKey } from "./webhook-key.js";

/** Options of {@link createWebexWebhooks}. */
export type ClientOptions = BaseClientOptions;

/** A request to create a webhook whose resource and event can be any strings. */
export interface UndocumentedCreateWebhookRequest extends Omit<types.CreateWebhookRequestFields, "resource" | "event"> {
  /** The resource. The known ones are listed, so that editors offer them before it is clear which overload is meant. */
  resource: types.Resource | (string & {});
  /** The event. */
  event: types.Event | (string & {});
}

/** Skips the checks that the event and the filters exist for the resource. */
export interface Undocumented {
  /** Always `true`: leave the option out to check. */
  readonly undocumented: true;
}

/** The webhooks of Webex. The methods throw this package's errors, and what the function for `auth` throws. */
export interface WebhooksClient {
  /**
   * Creates a webhook. `undocumented: true` skips the checks that event and filters exist for the resource. Where Webex may have
   * processed a failed request, it is retried only after a list has shown that it produced no webhook.
   * @example
   * ```ts
   * import { createWebexWebhooks } from "comms-webhooks/webex";
   *
   * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
   * const { id } = await webex.create({
   *   name: "Lobby",
   *   targetUrl: "https://hooks.example.com/webex",
   *   resource: "messages",
   *   event: "created",
   * });
   * ```
   */
  create(webhook: types.CreateWebhookRequest, options?: CallOptions): ApiPromise<types.Webhook>;
  create(webhook: UndocumentedCreateWebhookRequest, options: CallOptions & Undocumented): ApiPromise<types.Webhook>;
  /**
   * Returns the token owner's webhooks, or the organization's with `ownedBy: "org"`, page by page.
   * @example
   * ```ts
   * import { createWebexWebhooks } from "comms-webhooks/webex";
   *
   * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
   * for await (const { name, status } of webex.list()) console.log(name, status);
   * ```
   */
  list(query?: ListWebhooksOptions, options?: CallOptions): PaginatedList<types.Webhook>;
  /**
   * Returns the webhook with an id.
   * @example
   * ```ts
   * import { createWebexWebhooks } from "comms-webhooks/webex";
   *
   * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
   * const [first] = await webex.list().toArray();
   * if (first) console.log((await webex.get(first.id)).status);
   * ```
   */
  get(id: string, options?: CallOptions): ApiPromise<types.Webhook>;
  /**
   * Changes `name`, `targetUrl` or `secret`, or reactivates a webhook with `status: "active"`. `name` and `targetUrl` are
   * required, even when unchanged. Remove the `status` of a whole webhook: `const { status, ...rest } = webhook`.
   * @example
   * ```ts
   * import { createWebexWebhooks } from "comms-webhooks/webex";
   *
   * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
   * const [first] = await webex.list().toArray();
   * if (first) await webex.update(first.id, { name: first.name, targetUrl: "https://hooks.example.com/moved" });
   * ```
   */
  update(id: string, webhook: types.UpdateWebhookRequest, options?: CallOptions): ApiPromise<types.Webhook>;
  /**
   * Deletes a webhook.
   * @example
   * ```ts
   * import { createWebexWebhooks } from "comms-webhooks/webex";
   *
   * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
   * for await (const { id, name } of webex.list()) if (name === "Lobby") await webex.delete(id);
   * ```
   */
  delete(id: string, options?: CallOptions): ApiPromise<void>;
  /**
   * Reactivates a webhook that Webex has disabled, and returns until when a single failure disables it again.
   * @example
   * ```ts
   * import { createWebexWebhooks } from "comms-webhooks/webex";
   *
   * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
   * for await (const { id, status } of webex.list()) {
   *   if (status === "inactive") console.log((await webex.reactivate(id)).probationUntil);
   * }
   * ```
   */
  reactivate(id: string, options?: ReactivateOptions): Promise<ReactivateResult>;
  /**
   * Brings the webhook of this name and owner into the desired state: creates, updates, replaces or leaves it, reactivates
   * it, and deletes all others of the name. Safe to call on every start. Processes that start at the same time may create
   * one each; the next call leaves one of them.
   * @throws {PostConditionError} where Webex stored something else, which another call would meet again.
   * @example
   * ```ts
   * import { createWebexWebhooks } from "comms-webhooks/webex";
   *
   * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
   * const { action, after } = await webex.ensure({
   *   name: "Lobby",
   *   targetUrl: "https://hooks.example.com/webex",
   *   resource: "rooms",
   *   event: "all",
   * });
   * console.log(action, after.id);
   * ```
   */
  ensure(
    webhook: types.CreateWebhookRequest,
    options?: EnsureOptions & { dryRun?: false | undefined },
  ): Promise<EnsureResult>;
  ensure(webhook: types.CreateWebhookRequest, options: EnsureOptions): Promise<EnsurePlan>;
  ensure(
    webhook: UndocumentedCreateWebhookRequest,
    options: EnsureOptions & Undocumented & { dryRun?: false | undefined },
  ): Promise<EnsureResult>;
  ensure(webhook: UndocumentedCreateWebhookRequest, options: EnsureOptions & Undocumented): Promise<EnsurePlan>;
  /**
   * Plans what brings the webhooks with these names and owners into the desired state, from one list of what is stored. Apply
   * the plan to carry it out. A name can occur once for each owner.
   * @example
   * ```ts
   * import { createWebexWebhooks } from "comms-webhooks/webex";
   *
   * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
   * const targetUrl = "https://hooks.example.com/webex";
   * const plan = await webex.plan([{ name: "Lobby", targetUrl, resource: "rooms", event: "all" }], { prune: true });
   * for (const { action, key } of plan.changes) console.log(action, key.name);
   * await plan.apply();
   * ```
   */
  plan(webhooks: readonly types.CreateWebhookRequest[], options?: PlanOptions): Promise<Plan<PlannedWebhook>>;
  plan(
    webhooks: readonly UndocumentedCreateWebhookRequest[],
    options: PlanOptions & Undocumented,
  ): Promise<Plan<PlannedWebhook>>;
  /**
   * Returns the health of webhooks: of those with these names and owners, or of all of the token's owner. Webhooks, and
   * what `health` returned before, can be passed as they are.
   * @example
   * ```ts
   * import { createWebexWebhooks } from "comms-webhooks/webex";
   *
   * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
   * for (const { name, state } of await webex.health()) console.log(name, state);
   * ```
   */
  health(webhooks?: readonly WebhookKey[], options?: CallOptions): Promise<WebhookHealth[]>;
}

const updateRequest = /* @__PURE__ */ withUris(UpdateWebhookRequest, ["targetUrl"]);
const undocumentedRules = { undocumented: flagRule };

/**
 * Creates a client of Webex's webhooks (https://developer.webex.com/docs/api/v1/webhooks).
 * @throws {TypeError} for a wrong or unknown option.
 * @example
 * ```ts
 * import { createWebexWebhooks } from "comms-webhooks/webex";
 *
 * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
 * console.log(await webex.list().toArray());
 * ```
 */
export function createWebexWebhooks(options: ClientOptions): WebhooksClient {
  const api = createApiClient(webexApi, options);
  const operations = createOperations(api, options);

  const runById = <Output>(
    operationId: string,
    id: string,
    given: CallOptions | undefined,
    send: (call: Call) => Promise<Output>,
    rules?: OptionRules,
  ) => {
    const checked = (call: Call) => {
      api.assert(operationId, pathParameterIssues("webhookId", id));
      return send(call);
    };
    return api.run(operationId, given, checked, rules);
  };
  const assertTargetUrl = (operationId: string, { targetUrl }: { targetUrl: string }) => {
    if (options.targetUrls !== "any") api.assert(operationId, targetUrlIssues(targetUrl, ["targetUrl"]));
  };
  const validateDesired = (webhook: UndocumentedCreateWebhookRequest, given: Partial<Undocumented> = {}) => {
    const undocumented = given.undocumented === true;
    if (!undocumented) api.assert("createWebhook", provenPairIssues(webhook));
    const desired = api.validate("createWebhook", desiredWebhook, webhook, { undocumented });
    if (!undocumented) api.assert("createWebhook", filterIssues(desired));
    assertTargetUrl("createWebhook", desired);
    return desired;
  };

  return {
    create(webhook: UndocumentedCreateWebhookRequest, given?: CallOptions & Partial<Undocumented>) {
      const send = async (call: Call) => (await operations.create(validateDesired(webhook, given), call)).data;
      return api.run("createWebhook", given, send, undocumentedRules);
    },

    list: (query = {}, given) =>
      paginatedList(() => {
        const call = api.begin("listWebhooks", given);
        return operations.list(api.validate("listWebhooks", ListWebhooksParameters, query), call);
      }),

    get: (id, given) => runById("getWebhook", id, given, (call) => operations.get(id, call)),

    update: (id, webhook, given) =>
      runById("updateWebhook", id, given, async (call) => {
        const body = api.validate("updateWebhook", updateRequest, webhook);
        assertTargetUrl("updateWebhook", body);
        return (await operations.update(id, body, call)).data;
      }),

    delete: (id, given) => runById("deleteWebhook", id, given, (call) => operations.delete(id, call)),

    reactivate: (id, given = {}) =>
      runById("updateWebhook", id, given, (call) => reactivate(operations, id, given, call), reactivateRules),

    async ensure(webhook: UndocumentedCreateWebhookRequest, given: EnsureOptions & Partial<Undocumented> = {}) {
      const call = api.begin("createWebhook", given, { ...ensureRules, ...undocumentedRules });
      // Without a dry run there is a webhook afterwards, as the overloads say.
      return (await ensure(operations, validateDesired(webhook, given), given, call)) as EnsureResult;
    },

    async plan(webhooks: readonly UndocumentedCreateWebhookRequest[], given: PlanOptions & Partial<Undocumented> = {}) {
      const call = api.begin("listWebhooks", given, { ...planRules, ...undocumentedRules });
      const issues = Array.isArray(webhooks) ? [] : [{ path: [], message: "the webhooks must be an array" }];
      api.assert("createWebhook", issues);
      const desired = webhooks.map((webhook) => validateDesired(webhook, given));
      api.assert("createWebhook", duplicateIssues(desired));
      const { steps, others } = await planSteps(operations, desired, given, call);
      return createPlan(steps, others, (options) => api.begin("createWebhook", options, applyRules));
    },

    async health(webhooks, given) {
      const call = api.begin("listWebhooks", given);
      api.assert("listWebhooks", keyIssues(webhooks));
      return health(operations, webhooks, call);
    },
  };
}
