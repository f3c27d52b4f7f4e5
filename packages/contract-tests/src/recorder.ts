/** A `fetch` that keeps the requests it gets and gives them all the same answer. */
export interface Recorder {
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  requests: Request[];
}

/** Makes a recorder; the answer is a function, since each one can be read only once. */
export function createRecorder(answer: (request: Request) => Response): Recorder {
  const requests: Request[] = [];
  return {
    requests,
    async fetch(input, init) {
      const request = new Request(input, init);
      requests.push(request.clone());
      return answer(request);
    },
  };
}
