import openapiTS, { astToString } from "openapi-typescript";
import { generateClient } from "../generators/client.ts";
import { generateData } from "../generators/data.ts";
import { generateTypes } from "../generators/types.ts";
import { generateValidators } from "../generators/validators.ts";
import { apis, documentPath } from "../lib/apis.ts";
import { bundleSpec } from "../lib/spec.ts";
import { atMost, known, type Row, timeOf } from "./measure.ts";

/** Measures the generators compared with openapi-typescript alone. */
export async function generation(): Promise<Row[]> {
  const documents = await Promise.all(
    apis.map(async (api) => ({ api, document: await bundleSpec(documentPath(api)) })),
  );
  const each = (run: (one: (typeof documents)[number]) => unknown) => async () => {
    for (const one of documents) await run(one);
  };
  const time = await timeOf(
    {
      bare: each(async ({ document }) => astToString(await openapiTS(JSON.stringify(document), { silent: true }))),
      types: each(({ api, document }) => generateTypes(api, document)),
      rest: each(({ api, document }) => {
        generateClient(api, document);
        generateData(api, document);
        generateValidators(api, document);
      }),
    },
    1,
  );
  return [
    atMost("generate types / openapi-typescript alone", time.types / time.bare, 1.1),
    known("generate all / openapi-typescript alone, which generates types only", (time.types + time.rest) / time.bare),
  ];
}
