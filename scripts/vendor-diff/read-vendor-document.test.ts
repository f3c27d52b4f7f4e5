import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readVendorDocument } from "./read-vendor-document.ts";

const yaml = "openapi: 3.0.0\npaths: {}\n";
let folder: string;
let server: Server;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vendor-"));
  server = createServer(({ url }, response) => {
    response.statusCode = url === "/openapi.yaml" ? 200 : 404;
    response.end(url === "/openapi.yaml" ? yaml : "<html>Not found</html>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function read(text: string): Promise<unknown> {
  const path = join(folder, "document");
  await writeFile(path, text);
  return readVendorDocument(path);
}

describe("a vendor's document", () => {
  it.each([
    ["YAML", yaml],
    ["JSON", '{"openapi":"3.1.1","paths":{}}'],
    ["YAML that looks like JSON", "{ openapi: 3.0.0, paths: {} }"],
    ["Swagger 2.0", 'swagger: "2.0"\npaths: {}'],
  ])("is read in %s", async (_, text) => {
    expect(await read(text)).toMatchObject({ paths: {} });
  });

  it("is read from a URL", async () => {
    expect(await readVendorDocument(`${origin}/openapi.yaml`)).toEqual({ openapi: "3.0.0", paths: {} });
  });

  it.each([
    ["nothing", "", "isn't an OpenAPI document: it is empty."],
    ["a web page", "<!DOCTYPE html>\n<p>Sign in", "it is a web page"],
    ["a text", "Not Found", 'isn\'t an OpenAPI document: it begins with "Not Found".'],
    ["a list", "[1]", 'isn\'t an OpenAPI document: it begins with "[1]".'],
    ["half a document", '{"openapi":"3.0.0","paths":{', "isn't valid JSON or YAML"],
    ["another kind of document", '{"asyncapi":"3.0.0"}', "its version is neither."],
    [
      "another version",
      '{"openapi":"4.0.0"}',
      'isn\'t a document of OpenAPI 3.0, 3.1 or Swagger 2.0: its version is "4.0.0".',
    ],
    [
      "aliases of aliases",
      `a: &a [1,1,1,1,1,1]\n${[..."bcdefg"].map((name, index) => `${name}: &${name} [${`*${"abcdef"[index]},`.repeat(9)}]`).join("\n")}`,
      "isn't valid JSON or YAML",
    ],
  ])("is rejected if it is %s", async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it.each([
    ["a file that isn't there", () => join(folder, "none"), "can't be read: there is no such file."],
    ["a folder", () => folder, "can't be read: it is a folder."],
    ["a status that is no success", () => `${origin}/none`, "can't be downloaded: the response has the status 404."],
    ["a server that isn't there", () => "http://127.0.0.1:1/", "can't be downloaded: "],
    ["a wrong URL", () => "http://", "can't be downloaded: "],
  ])("can't be read from %s", async (_, from, message) => {
    await expect(readVendorDocument(from())).rejects.toThrow(message);
  });
});
