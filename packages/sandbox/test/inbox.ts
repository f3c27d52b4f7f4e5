import type { Receive } from "../src/index.js";

export interface Arrived {
  url: string;
  method: string;
  headers: Headers;
  text: string;
  /** The parsed body. */
  json: any;
}

export interface Inbox {
  /** What has arrived, in order. */
  arrived: Arrived[];
  receive: Receive;
}

/** Creates a receiver that keeps what arrives. Its response defaults to 204. */
export function createInbox(
  respond: (arrived: Arrived, request: Request) => Response | Promise<Response> = () =>
    new Response(null, { status: 204 }),
): Inbox {
  const arrived: Arrived[] = [];
  return {
    arrived,
    async receive(request) {
      const text = await request.clone().text();
      const one = { url: request.url, method: request.method, headers: request.headers, text, json: parsed(text) };
      arrived.push(one);
      return respond(one, request);
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
