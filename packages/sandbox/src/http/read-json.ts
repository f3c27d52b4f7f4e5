/** The most bytes that a request's body may have: 1 MiB. */
export const bodyLimit: number = 1024 * 1024;

/** A parsed body, or why there is none. */
export type JsonBody =
  | { readonly value: unknown; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: "media-type" | "too-large" | "malformed" };

/** Reads a request's body as JSON of at most 1 MiB, in UTF-8. */
export async function readJson(request: Request): Promise<JsonBody> {
  if (mediaType(request) !== "application/json") return { problem: "media-type" };
  const bytes = await readBytes(request);
  if (bytes === undefined) return { problem: "too-large" };
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (error) {
    // TypeError is the decoder's. What the parser says is dropped, since it quotes the body, which can hold secrets.
    if (error instanceof SyntaxError || error instanceof TypeError) return { problem: "malformed" };
    throw error;
  }
}

function mediaType(request: Request): string | undefined {
  return request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
}

/** Reads a body to its end even if it is too large: on a socket the client then gets the answer and no reset. */
async function readBytes(request: Request): Promise<Uint8Array | undefined> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > bodyLimit) chunks.length = 0;
    else chunks.push(value);
  }
  return size > bodyLimit ? undefined : Buffer.concat(chunks);
}
