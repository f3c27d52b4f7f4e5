import type { WrongFile } from "./edit.js";
import { inTheClear, mistyped, pairs, values } from "./fields.js";
import { rules } from "./rules.js";
import { structure } from "./structure.js";
import { syntax } from "./syntax.js";

/** Files with one mistake each. */
export const wrongFiles: readonly WrongFile[] = [
  ...syntax,
  ...structure,
  ...values,
  ...inTheClear,
  ...mistyped,
  ...pairs,
  ...rules,
];
