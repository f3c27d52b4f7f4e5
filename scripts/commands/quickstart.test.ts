import { expect, test } from "vitest";
import { createToyRepository } from "../testing/toy-repository.ts";

test("npm start passes over an API without a tour, and goes on", async () => {
  const toy = await createToyRepository();
  try {
    const { code, lines } = await toy.run("quickstart");
    expect(code).toBe(0);
    expect(lines).toContain("No tour for toy yet: add scripts/quickstart/toy.ts");
    expect(lines).toContain("Next steps");
  } finally {
    await toy.remove();
  }
}, 300_000); // For a busy machine: it starts a process.
