import { servers } from "@comms-webhooks/8x8-client";
import { regions, webhookTypes } from "@comms-webhooks/8x8-client/data";
import { DeleteWebhooksRequest } from "@comms-webhooks/8x8-client/validators";
import type * as types from "@comms-webhooks/8x8-types";
import { createApiClient } from "../client/api-client.js";
import type { ApiPromise } from "../client/api-promise.js";
import type { BaseClientOptions, CallOptions } from "../client/options.js";
import { type PaginatedList, paginatedList } from "../client/pagination.js";
import { pathParameterIssues } from "../client/parameters.js";
import { applyRules, createPlan, type Plan } from "../client/plan.js";
import { ownCheckRule } from "../option-rules.js";
import { duplicateIssues, type EnsureOptions, type EnsureResult, ensure, ensureRules } from "./ensure.js";
import { health, type WebhookHealth } from "./health.js";
import { api8x8, createOperations } from "./operations.js";
import { type PlanOptions, planRules, planSteps } from "./plan.js";
import { desiredWebhooks, furtherIssues } from "./webhook-issues.js";
import type { TypedWebhookKey, WebhookKey } from "./webhook-key.js";

/** The region that an account is in. */
export type Region = keyof typeof servers;

/** Options of {@link create8x8Webhooks}. `auth` is or returns the API key. */
export interface ClientOptions extends BaseClientOptions {
  /** The account's id. It is sent as it is, percent-encoded. */
  readonly accountId: string;
  /** The region of the account. Default: `asiaPacific`. `baseUrl` takes precedence. */
  readonly region?: Region | undefined;
}

/** The webhooks of an 8x8 account. The methods throw this package's errors, and what the function for `auth` throws. */
export interface WebhooksClient {
  /**
   * Stores webhooks, each in place of the one with its sub-account and type. An item without a type stands for `CADR` and
   * `MSG`. With `oauth`, an empty `httpAuthorization` is not sent.
   * @example await webhooks.createOrReplace([{ subAccountId: "*", type: "MSG", url, httpAuthorization: "Bearer 9QQh" }]);
   */
  createOrReplace(webhooks: readonly types.WebhookConfiguration[], options?: CallOptions): ApiPromise<void>;
  /**
   * Returns the account's webhooks, with `***` for secrets.
   * @example for await (const { subAccountId, type, url } of webhooks.list()) console.log(subAccountId, type, url);
   */
  list(options?: CallOptions): PaginatedList<types.Webhook>;
  /**
   * Deletes webhooks. Without a type `CADR` and `MSG` are deleted; `*` is the one webhook for all sub-accounts. Listed
   * webhooks, and results of `ensure` and `health`, can be passed as they are.
   */
  delete(webhooks: readonly WebhookKey[], options?: CallOptions): ApiPromise<void>;
  /**
   * Brings webhooks into the desired state: stores those that differ, and no others. Safe to call on every start. Returns
   * one entry for each sub-account and type.
   * @throws {PostConditionError} where 8x8 stored something else, which another call would meet again.
   * @example const results = await webhooks.ensure([{ subAccountId: "*", type: "MSG", url }], { prune: true });
   */
  ensure(webhooks: readonly types.WebhookConfiguration[], options?: EnsureOptions): Promise<EnsureResult[]>;
  /**
   * Plans what brings webhooks into the desired state, from one list of what is stored. Apply the plan to carry it out.
   * @example
   * const plan = await webhooks.plan([{ subAccountId: "*", type: "MSG", url }], { prune: true });
   * for (const { action, key } of plan.changes) console.log(action, key.subAccountId, key.type);
   * await plan.apply();
   */
  plan(webhooks: readonly types.WebhookConfiguration[], options?: PlanOptions): Promise<Plan<TypedWebhookKey>>;
  /**
   * Returns the health of webhooks: of those with these keys, or of all of the account. Listed webhooks, and results of
   * `ensure` and `health`, can be passed as they are.
   */
  health(webhooks?: readonly WebhookKey[], options?: CallOptions): Promise<WebhookHealth[]>;
}

/**
 * Creates a client of an 8x8 account's webhooks (https://developer.8x8.com/connect/reference/add-webhooks-1).
 * @throws {TypeError} for a wrong or unknown option.
 * @example const webhooks = create8x8Webhooks({ accountId, auth: process.env.API_KEY, region: "europe" });
 */
export function create8x8Webhooks(options: ClientOptions): WebhooksClient {
  const { accountId, region = regions[0], baseUrl = servers[region] } = Object(options) as ClientOptions;
  const [issue] = pathParameterIssues("accountId", accountId);
  if (issue) throw new TypeError(issue.message);
  if (!Object.hasOwn(servers, region)) {
    throw new TypeError(`region must be one of ${Object.keys(servers).join(", ")}; got ${JSON.stringify(region)}`);
  }
  const api = createApiClient(api8x8(accountId), options, { accountId: ownCheckRule, region: ownCheckRule });
  const operations = createOperations(api, { ...options, baseUrl }, accountId);

  const validateDesired = (webhooks: readonly types.WebhookConfiguration[]) => {
    const desired = api.validate("createOrReplaceWebhooks", desiredWebhooks, webhooks);
    api.assert("createOrReplaceWebhooks", furtherIssues(desired, options));
    return desired;
  };

  const validateKeys = (operationId: string, webhooks: unknown) => {
    const keys = api.validate(operationId, DeleteWebhooksRequest, keysOf(webhooks));
    // What the server listed may have types that this package doesn't know.
    return keys.map((key, index) => {
      const { type } = Object((webhooks as readonly unknown[])[index]) as WebhookKey;
      return type === undefined ? key : { ...key, type: type as types.WebhookType };
    });
  };

  return {
    createOrReplace: (webhooks, given) =>
      api.run("createOrReplaceWebhooks", given, async (call) => {
        await operations.createOrReplace(validateDesired(webhooks), call);
      }),

    list: (given) =>
      paginatedList(async function* () {
        yield* (await operations.list(api.begin("listWebhooks", given))).data;
      }),

    delete: (webhooks, given) =>
      api.run("deleteWebhooks", given, (call) => operations.delete(validateKeys("deleteWebhooks", webhooks), call)),

    async ensure(webhooks, given = {}) {
      const call = api.begin("createOrReplaceWebhooks", given, ensureRules);
      const desired = validateDesired(webhooks);
      api.assert("createOrReplaceWebhooks", duplicateIssues(desired));
      return ensure(operations, desired, given, call);
    },

    async plan(webhooks, given = {}) {
      const call = api.begin("listWebhooks", given, planRules);
      // A request can't be empty, but the desired state can.
      const desired = Array.isArray(webhooks) && webhooks.length === 0 ? [] : validateDesired(webhooks);
      api.assert("createOrReplaceWebhooks", duplicateIssues(desired));
      const { steps, others } = await planSteps(operations, desired, given, call);
      return createPlan(steps, others, (options) => api.begin("createOrReplaceWebhooks", options, applyRules));
    },

    async health(webhooks, given) {
      const call = api.begin("listWebhooks", given);
      const keys = webhooks === undefined ? undefined : validateKeys("listWebhooks", webhooks);
      return health(operations, keys, call);
    },
  };
}

/** What listed webhooks and results of `health` and `ensure` have in addition to their keys. */
type OtherField = Exclude<keyof types.Webhook | keyof WebhookHealth | keyof EnsureResult, keyof WebhookKey>;
const webhookFields = { url: 1, enabled: 1, httpAuthorization: 1, oauth: 1 };
const resultFields = { state: 1, webhook: 1, action: 1, changes: 1, secret: 1, before: 1, after: 1 };
const otherFields: { readonly [Name in OtherField]: number } = { ...webhookFields, ...resultFields };

/**
 * Removes from listed webhooks and results what they have in addition to their keys, and types that the API doesn't have:
 * those are the server's. Other fields stay, and are rejected.
 */
function keysOf(webhooks: unknown): unknown {
  if (!Array.isArray(webhooks)) return webhooks;
  return webhooks.map((webhook: unknown) => {
    if (typeof webhook !== "object" || webhook === null || Array.isArray(webhook)) return webhook;
    const fields = Object.entries(webhook);
    const own = fields.filter(([name]) => !Object.hasOwn(otherFields, name));
    const isListed = own.length < fields.length;
    const isForeign = (type: unknown) =>
      typeof type === "string" && !(webhookTypes as readonly string[]).includes(type);
    return Object.fromEntries(own.filter(([name, value]) => !(isListed && name === "type" && isForeign(value))));
  });
}
