import type { FetchInit } from "../src/index.js";

/** The option `fetch` from a function of a Request. */
export function toFetch<Output>(handle: (request: Request) => Output) {
  return (url: string, init: FetchInit): Output => handle(new Request(url, init));
}

/** A `fetch` that returns the responses in their order and keeps the requests. */
export function observe(...responses: (Response | Error)[]) {
  const requests: Request[] = [];
  const fetch = toFetch(async (request): Promise<Response> => {
    requests.push(request.clone());
    const response = responses[Math.min(requests.length, responses.length) - 1];
    if (response === undefined) throw new Error("This test has no response left");
    if (response instanceof Error) throw response;
    return response.clone();
  });
  return { fetch, requests };
}

/** A response with a JSON body. */
export function json(value: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(value), {
    ...init,
    headers: { "Content-Type": "application/json", ...init.headers },
  });
}

/** The error that a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`Expected a rejection; got ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}

/** Returns the milliseconds of CPU that a function takes, which other processes don't add to. */
export function cpuTime(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** A promise with the functions that settle it. */
export function withResolvers() {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
