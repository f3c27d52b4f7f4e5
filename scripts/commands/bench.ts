import { calls } from "../bench/calls.ts";
import { generation } from "../bench/generation.ts";
import type { Row } from "../bench/measure.ts";
import { receiving } from "../bench/receiving.ts";
import { sizes } from "../bench/size.ts";

const rows: Row[] = [];
for (const measure of [sizes, calls, receiving, generation]) rows.push(...(await measure()));
const width = Math.max(...rows.map(({ what }) => what.length));
for (const { what, measured, budget, met } of rows) {
  console.log(`${met ? "met   " : "missed"}  ${what.padEnd(width)}  ${measured.padStart(9)}   ${budget}`);
}
