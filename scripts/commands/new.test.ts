import { expect, test } from "vitest";
import { createToyRepository } from "../testing/toy-repository.ts";

test("npm run new explains itself with the APIs that exist", async () => {
  const toy = await createToyRepository();
  try {
    expect(await toy.run("new", "event", "teams", "lifts.stuck")).toEqual({
      code: 1,
      lines: [],
      complaint: "Use: npm run new event <toy> <name>, for example: npm run new event toy whiteboards.created",
    });
  } finally {
    await toy.remove();
  }
}, 300_000); // For a busy machine: it starts a process.
