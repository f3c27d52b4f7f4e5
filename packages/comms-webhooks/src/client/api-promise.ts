import type { FetchResponse } from "./fetch.js";

/** What the server reported beside the body. */
export interface ResponseInfo extends Pick<FetchResponse, "status" | "headers"> {
  /** The id of the request, to name to the vendor's support, where the server reports one. */
  readonly requestId: string | undefined;
}

/** The promise of a method that sends one request. */
export interface ApiPromise<Output> extends Promise<Output> {
  /**
   * Returns the result together with its response: the last one, if the request was retried. A create that proved to have
   * been processed by an earlier attempt has the status 200 and no headers.
   * @example
   * ```ts
   * import { createWebexWebhooks } from "comms-webhooks/webex";
   *
   * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
   * const [webhook] = await webex.list().toArray();
   * if (webhook) {
   *   const { data, response } = await webex.get(webhook.id).withResponse();
   *   console.log(data.name, response.requestId);
   * }
   * ```
   */
  withResponse(): Promise<{ readonly data: Output; readonly response: ResponseInfo }>;
}
