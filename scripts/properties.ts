import { globSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

/**
 * `npm run test:properties -- --runs 1000 --seed 7`: the properties of packages/server/test, tried
 * more often than in `npm test`, and from another seed each time unless one is given. Further words
 * choose files by their path.
 */
function main(): number {
  const { values, positionals } = parseArgs({
    options: {
      runs: { type: "string", default: "300" },
      seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    },
    allowPositionals: true,
  });
  const files = globSync("packages/server/test/properties/*.test.ts")
    .filter((file) => positionals.length === 0 || positionals.some((word) => file.includes(word)))
    .toSorted();
  const flags = ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"];
  const chosen = ["--runs", values.runs, "--seed", values.seed];
  console.log(`seed ${values.seed}, ${values.runs} runs of each property`);
  const codes = files.map((file) => {
    console.log(file);
    // Alone, a file of tests takes arguments; the runner would keep them.
    return spawnSync(process.execPath, [...flags, file, ...chosen], { stdio: "inherit" }).status;
  });
  const failed = codes.filter((code) => code !== 0).length;
  console.log(`seed ${values.seed}: ${codes.length} files, ${failed} failed`);
  return failed === 0 && codes.length > 0 ? 0 : 1;
}

process.exitCode = main();
