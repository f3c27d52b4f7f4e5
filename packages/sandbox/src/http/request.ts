/** The largest body of a request: 1 MiB, in bytes. */
export const bodyLimit: number = 1024 * 1024;

/** Why a body couldn't be read. */
export type BodyProblem = "media-type" | "too-large" | "malformed";

/** The texts of body problems. The APIs use their own where the vendor's are known. */
export const bodyProblems: Readonly<Record<BodyProblem, string>> = {
  "media-type": "The body must be application/json, with a Content-Type header that declares it.",
  "too-large": "The body is larger than 1 MiB.",
  malformed: "The body isn't valid JSON.",
};

/** A parsed body, or why it couldn't be read. */
export type JsonBody =
  | { readonly value: unknown; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: BodyProblem };

/** Reads the token from an `Authorization` header. Returns undefined when the header isn't one bearer token. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
}

/** Reads a request's body as JSON of at most 1 MiB, in UTF-8. */
export async function readJson(request: Request): Promise<JsonBody> {
  if (mediaType(request) !== "application/json") return { problem: "media-type" };
  const bytes = await readBytes(request);
  if (bytes === undefined) return { problem: "too-large" };
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (error) {
    // The decoder throws a TypeError. The parser's message is dropped, because it quotes the body, which can hold secrets.
    if (error instanceof SyntaxError || error instanceof TypeError) return { problem: "malformed" };
    throw error;
  }
}

function mediaType(request: Request): string | undefined {
  return request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
}

/** Reads a body to its end even if it is too large: over a socket the client then gets a response and no reset. */
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
