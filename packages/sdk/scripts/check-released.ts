import { globSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findBreaks } from "./released/find-breaks.ts";
import { RELEASED } from "./released/released-folder.ts";

/** `npm run api:check`: does what users of the latest release wrote still compile? */
function main(): number {
  const [version = ""] = readdirSync(RELEASED);
  const folder = join(RELEASED, version);
  const breaks = findBreaks(folder);
  for (const { place, message, changedFiles } of breaks) {
    const changed = changedFiles.length === 0 ? "" : `\n  changed: ${changedFiles.join(", ")}`;
    console.error(`${place} no longer compiles: ${message}${changed}`);
  }
  const fileCount = globSync("**/*.ts", { cwd: folder }).length;
  console.log(
    `api of ${version}: ${fileCount} files of its users compiled, ${breaks.length} breaks`,
  );
  return breaks.length === 0 ? 0 : 1;
}

process.exitCode = main();
