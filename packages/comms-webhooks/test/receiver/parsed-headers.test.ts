import { describe, expect, it } from "vitest";
import { parsedHeader, toHeaders } from "../../src/receiver/parsed-headers.js";

describe("headers as a server parsed them", () => {
  const headers = {
    ":path": "/a",
    "X-Trace": ["1", "2"],
    "x-empty": [],
    "x-missing": undefined,
    "x:odd": "o",
    Accept: "b",
  };

  it.each([
    ["x-trace", "1, 2"],
    ["accept", "b"],
    ["x-empty", undefined],
    ["x-missing", undefined],
    ["x-other", undefined],
  ])("have a value by the name in lower case: %s", (name, value) => {
    expect(parsedHeader(headers, name)).toBe(value);
  });

  it("become those of the Fetch API, without the pseudo-headers of HTTP/2 and what is missing", () => {
    const { "x:odd": _, ...valid } = headers;
    expect([...toHeaders(valid)]).toEqual([
      ["accept", "b"],
      ["x-trace", "1, 2"],
    ]);
  });

  it("are refused if a name has another form", () => {
    expect(() => toHeaders({ "x:": "a" })).toThrow(TypeError);
  });
});
