import { describe, expect, test } from "vitest";
import { describeNeighbours, empty, remove, set } from "../../src/neighbours.ts";
import { issuesOf } from "../../src/validators.ts";

describeNeighbours("8x8", [
  ["createOrReplaceWebhooks.request.oauth", "oauth alone", remove("httpAuthorization")],
  ["createOrReplaceWebhooks.request.oauth", "no type", remove("type")],
  ["createOrReplaceWebhooks.request.basic", "an empty authorization", set("httpAuthorization", "")],
  ["createOrReplaceWebhooks.request.basic", "any sub-account", set("subAccountId", "&.-_ ?")],
  ["createOrReplaceWebhooks.request.basic", "no type", remove("type")],
  ["createOrReplaceWebhooks.request.basic", "enabled", set("enabled", true)],
  ["createOrReplaceWebhooks.request.basic", "no items", empty],
  ["deleteWebhooks.request", "a type", set("type", "MSG")],
  ["deleteWebhooks.request", "no items", empty],
]);

describe("several mistakes in a request to 8x8", () => {
  test("are reported together, one issue for each", () => {
    const issues = issuesOf("8x8", "CreateOrReplaceWebhooksRequest", [
      { subAccountId: "*", url: "nowhere", enabled: "yes" },
      { url: "https://example.com", oauth: { url: "http://example.com" } },
    ]);
    expect(issues.map(({ path }) => path.join(".")).sort()).toEqual(
      ["0.enabled", "0.url", "1.oauth.clientId", "1.oauth.clientSecret", "1.oauth.credentialsLocation"].concat(
        "1.oauth.url",
        "1.subAccountId",
      ),
    );
  });
});
