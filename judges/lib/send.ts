import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import type { ApiRequest } from "./requests.ts";

/** A response of an API. */
export interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** Sends a request as it is: `fetch` adds headers of its own, and sends no body with GET. */
export async function send(
  url: string,
  { method, headers, body }: Omit<ApiRequest, "title" | "path">,
): Promise<ApiResponse> {
  const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  const outgoing = request(url, { method, headers: { ...headers, ...length }, agent: false });
  outgoing.end(body);
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  const { statusCode: status = 0, headers: received } = response;
  return { status, headers: received as Record<string, string>, text: await text(response) };
}
