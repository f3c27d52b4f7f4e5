import { accepts, errorsAt } from "../ajv.ts";
import { type Api, documentOf } from "../apis.ts";
import type { ResponseObject } from "../document.ts";
import { findOperation } from "../operations.ts";
import { locate } from "../pointer.ts";

/** Headers of HTTP itself, which need no declaration; it requires the last two with 401 and 405. */
const ownHeaders = new Set(
  "content-type content-length date connection keep-alive transfer-encoding www-authenticate allow".split(" "),
);

/** Returns what is wrong with a response by an API's document: nothing if it is right. */
export async function responseFaults(api: Api, operationId: string, response: Response): Promise<string[]> {
  const document = documentOf(api);
  const { path, method, operation } = findOperation(api, operationId);
  const status = `${response.status}` in operation.responses ? `${response.status}` : "default";
  if (!(status in operation.responses)) return [`the status ${response.status} isn't declared`];
  const at = ["paths", path, method, "responses", status];
  const { node } = locate<ResponseObject>(document, ...at);
  return [...headerFaults(api, at, node, response), ...(await bodyFaults(api, at, node, response))];
}

function headerFaults(api: Api, at: string[], declared: ResponseObject, response: Response): string[] {
  const names = Object.keys(declared.headers ?? {});
  return [...response.headers].flatMap(([header, value]) => {
    if (ownHeaders.has(header)) return [];
    const name = names.find((candidate) => candidate.toLowerCase() === header);
    if (name === undefined) return [`the header ${header} isn't declared`];
    const { pointer } = locate(documentOf(api), ...at, "headers", name, "schema");
    return accepts(api, pointer, "asserted")(value) ? [] : [`the header ${header} can't be ${JSON.stringify(value)}`];
  });
}

async function bodyFaults(api: Api, at: string[], declared: ResponseObject, response: Response): Promise<string[]> {
  const text = await response.clone().text();
  if (!declared.content) return text === "" ? [] : ["there is a body where none is declared"];
  const type = response.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  if (!(type in declared.content)) return [`the media type "${type}" isn't declared`];
  // The sandbox's responses, unlike those of a vendor, also have the formats that the document describes.
  const { pointer } = locate(documentOf(api), ...at, "content", type, "schema");
  return errorsAt(api, pointer, "asserted", JSON.parse(text)).map(
    ({ instancePath, message }) => `the body's ${instancePath || "root"} ${message}`,
  );
}
