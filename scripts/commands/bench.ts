import { building } from "../bench/building.ts";
import { calls } from "../bench/calls.ts";
import { generation } from "../bench/generation.ts";
import { imports } from "../bench/imports.ts";
import type { Row } from "../bench/measure.ts";
import { receiving } from "../bench/receiving.ts";
import { saving } from "../bench/saving.ts";
import { sizes } from "../bench/size.ts";

// Missed budgets are reported; they don't fail the command.
const rows: Row[] = [];
for (const measure of [imports, calls, receiving, sizes, generation, building, saving]) rows.push(...(await measure()));
const width = Math.max(...rows.map(({ what }) => what.length));
for (const { what, measured, budget, met } of rows) {
  const outcome = met === undefined ? "" : met ? "met" : "missed";
  console.log(`${outcome.padEnd(6)}  ${what.padEnd(width)}  ${measured.padStart(9)}   ${budget ?? ""}`.trimEnd());
}
