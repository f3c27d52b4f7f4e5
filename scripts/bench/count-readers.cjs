// Preloaded into every process of a build. Notes in a file when the process first reads the specification of an API.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

const log = process.env.SPECIFICATION_READERS;
const noted = new Set();

/** @param {unknown} path */
function note(path) {
  const [, api] = /specs[\\/]([^\\/]+)[\\/]openapi\.yaml$/.exec(String(path)) ?? [];
  if (!log || !api || noted.has(api)) return;
  noted.add(api);
  fs.appendFileSync(log, `${api}\n`);
}

/** @param {(...args: any[]) => any} read */
function noting(read) {
  return /** @param {any[]} args */ (...args) => {
    note(args[0]);
    return read(...args);
  };
}

Object.assign(fs, { readFile: noting(fs.readFile), readFileSync: noting(fs.readFileSync) });
fs.promises.readFile = noting(fs.promises.readFile);
syncBuiltinESMExports();
