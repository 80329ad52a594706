import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A user's program, which is TypeScript and JavaScript alike, and the line that it prints. */
export interface Program {
  readonly code: string;
  readonly output: string;
}

const README = join(import.meta.dirname, "../../packages/sdk/README.md");

/** The first program of the SDK's README, for the server of `env`; its last line says what it prints. */
export function quickstart(env: Readonly<Record<string, string>>): Program {
  const readme = readFileSync(README, "utf8");
  const [, code = "", output = ""] =
    /^## Quickstart\n.*?^```ts\n(.*?\/\/ ([^\n]*)\n)```$/ms.exec(readme) ?? [];
  const { HOTDATA_API_KEY = "", HOTDATA_API_URL = "" } = env;
  return {
    code: code
      .replace("YOUR_API_KEY", HOTDATA_API_KEY)
      .replace("http://127.0.0.1:3000", HOTDATA_API_URL),
    output,
  };
}

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
