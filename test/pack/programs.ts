import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A user's program, which is TypeScript and JavaScript alike, and the line that it prints. */
export interface Program {
  readonly code: string;
  readonly output: string;
}

export const QUICKSTART = readProgram(
  "quickstart.ts",
  '[{"id":1,"amount":12.5},{"id":3,"amount":30}]',
);

/** Imports `hotdata/node`. */
export const FILES = readProgram("files.ts", '"seven\\n7\\n"');

export const ARROW = readProgram("arrow.ts", "1 row of seven: Int32");

/** The same program where `apache-arrow` is not installed. */
export const WITHOUT_ARROW: Program = {
  code: ARROW.code,
  output: "ConfigurationError: Arrow needs apache-arrow 7 or later: npm install apache-arrow",
};

/** The program with `require`, for a project that has no modules. */
export function asCommonJs({ code }: Program): string {
  const imports = /^import (\{[^}]*\}) from ("[^"]+");$/gm;
  const requires = [...code.matchAll(imports)].map(([, names, from]) => {
    return `const ${names} = require(${from});\n`;
  });
  return `${requires.join("")}(async () => {\n${code.replaceAll(imports, "")}})();\n`;
}

export function checkOutput(found: string, { output }: Program): void {
  assert.equal(found.trim(), output);
}

function readProgram(name: string, output: string): Program {
  return { code: readFileSync(join(import.meta.dirname, "programs", name), "utf8"), output };
}
