import { globSync } from "node:fs";
import { spawnSync } from "node:child_process";

/** `npm test`, or `npm test -- word ...`: test files whose path contains one of the words. */
function main(words: readonly string[]): number {
  const all = globSync([
    "packages/*/test/**/*.test.ts",
    "bench/**/*.test.ts",
    "scripts/**/*.test.ts",
  ]);
  const files = all
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .toSorted();
  if (files.length === 0) {
    console.error(`no test file has ${words.join(" or ")} in its path`);
    return 1;
  }
  const flags = ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"];
  const test = ["--test", "--test-concurrency=2", "--test-reporter=spec", "--test-timeout=300000"];
  const { status } = spawnSync(process.execPath, [...flags, ...test, ...files], {
    stdio: "inherit",
  });
  return status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
