/** Why a body could not be had. */
export type BodyProblem = "too-large" | "aborted";

/** Reads a request's body, and gives up as soon as it is longer than the limit. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | BodyProblem> {
  if (request.bodyUsed || request.body?.locked) throw new BodyConsumedError();
  if (Number(request.headers.get("Content-Length") ?? 0) > limit) return "too-large";
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const chunk = await reader?.read().catch(() => "aborted" as const);
    if (chunk === "aborted") return "aborted";
    if (!chunk || chunk.done) break;
    length += chunk.value.byteLength;
    if (length > limit) {
      // The sender may have more: its stream ends here, and how it takes that does not matter.
      reader?.cancel().catch(() => undefined);
      return "too-large";
    }
    chunks.push(chunk.value);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}

/** Something read the request before the receiver, such as the JSON parser of a framework. */
export class BodyConsumedError extends TypeError {
  override readonly name = "BodyConsumedError" as const;

  constructor() {
    super(
      "The request's body was read before it reached the receiver, which needs the bytes as they arrived. " +
        "Put the receiver before the framework's body parser (in Express, before express.json(), or use express.raw()).",
    );
  }
}
