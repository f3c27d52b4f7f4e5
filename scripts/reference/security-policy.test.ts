import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { withSecurityPolicy } from "./security-policy.ts";

const hashOf = (code: string) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
const meta = '<meta http-equiv="Content-Security-Policy" content="">';

describe("withSecurityPolicy", () => {
  it("allows the page's own scripts, each by its hash, and nothing from a network", () => {
    const page = withSecurityPolicy(
      `${meta}<script>one()</script><script type="module" id="redoc-code">two()</script><script type="module">\nthree();\n</script>`,
    );
    const hashes = ["one()", "two()", "\nthree();\n"].map(hashOf).join(" ");
    expect(page).toContain(
      `content="default-src 'none'; script-src ${hashes}; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"`,
    );
  });

  it("throws for a page without a policy to set", () => {
    expect(() => withSecurityPolicy("<script>one()</script>")).toThrow("no Content-Security-Policy");
  });
});
