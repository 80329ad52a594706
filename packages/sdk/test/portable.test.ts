import assert from "node:assert/strict";
import { glob, readFile } from "node:fs/promises";
import { describe, it } from "node:test";

const SOURCE = new URL("../src/", import.meta.url);
const NODE_ONLY =
  /from "node:|import\("node:|\b(?:Buffer|require|__dirname|setImmediate)\b|\bprocess\./;

describe("the client runs outside Node", () => {
  it("imports and names nothing that only Node has", async () => {
    let files = 0;
    for await (const name of glob("**/*.ts", { cwd: SOURCE })) {
      if (name.startsWith("node/")) continue; // The entry `hotdata/node` is there for that.
      files += 1;
      const code = (await readFile(new URL(name, SOURCE), "utf8")).replace(
        /\/\*.*?\*\/|\/\/.*$/gms,
        "",
      );
      assert.doesNotMatch(code, NODE_ONLY, name);
    }
    assert.ok(files > 20, `only ${files} files were looked at`);
  });

  it("asks for apache-arrow in one place, which gets along without it", async () => {
    const files: string[] = [];
    for await (const name of glob("**/*.ts", { cwd: SOURCE })) {
      const code = await readFile(new URL(name, SOURCE), "utf8");
      if (/(?:from|import\() ?"apache-arrow"/.test(code)) files.push(name);
      assert.doesNotMatch(code, /^import (?!type).*"apache-arrow"/m, name);
    }
    assert.deepEqual(files, ["arrow/apache-arrow.ts"]);
  });
});
