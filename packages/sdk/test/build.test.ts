import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { buildPackage } from "../scripts/build/build-package.ts";

const PACKAGE = join(import.meta.dirname, "..");
const TSC = join(PACKAGE, "../../node_modules/.bin/tsc");
const FIRST = join(PACKAGE, `dist-test-${process.pid}-1`);
const SECOND = join(PACKAGE, `dist-test-${process.pid}-2`);

describe("the build", () => {
  before(async () => {
    for (const folder of [FIRST, SECOND]) await buildPackage(basename(folder));
  });

  after(() => {
    for (const folder of [FIRST, SECOND]) rmSync(folder, { recursive: true, force: true });
  });

  it("is the same byte for byte when it is made again", () => {
    const files = filesOf(FIRST, "**/*");
    assert.ok(files.length > 200, `only ${files.length} files`);
    assert.deepEqual(filesOf(SECOND, "**/*"), files);
    for (const file of files) {
      assert.deepEqual(read(SECOND, file), read(FIRST, file), file);
    }
  });

  it("has the same modules for `import` and for `require`", () => {
    const modules = filesOf(join(FIRST, "esm"), "**/*.js");
    assert.deepEqual(filesOf(join(FIRST, "cjs"), "**/*.js"), modules);
    const names = exportedNames(`await import("./esm/hotdata.js")`);
    assert.deepEqual(
      exportedNames(`process.getBuiltinModule("module")
      .createRequire(process.cwd() + "/")("./cjs/hotdata.js")`),
      names,
    );
    assert.ok(names.includes("Hotdata") && names.includes("QueryApi"));
  });

  it("has maps that lead to the sources", () => {
    const files = filesOf(FIRST, "**/*.{js,d.ts}");
    for (const file of files) {
      const path = join(FIRST, file);
      const map = JSON.parse(readFileSync(`${path}.map`, "utf8"));
      assert.equal(map.sources.length, 1, file);
      assert.ok(existsSync(join(dirname(path), map.sources[0])), `${file}: ${map.sources[0]}`);
    }
  });

  it("has declarations for Node alone and for browsers alone", () => {
    const entries = ["esm", "cjs"].flatMap((format) =>
      ["hotdata", "node/hotdata-node"].map((name) => join(FIRST, format, `${name}.d.ts`)),
    );
    const strict = "--ignoreConfig --noEmit --strict --exactOptionalPropertyTypes";
    const modules = "--target es2022 --module nodenext";
    for (const libraries of ["--lib es2022 --types node", "--lib es2022,dom"]) {
      const args = `${strict} ${modules} ${libraries}`.split(" ");
      const { stdout } = spawnSync(TSC, [...args, ...entries], { cwd: FIRST, encoding: "utf8" });
      // What apache-arrow itself declares is its own affair.
      const problems = stdout.split("\n").filter((line) => /^\S+\.d\.ts\(/.test(line));
      assert.deepEqual(
        problems.filter((line) => !line.includes("node_modules")),
        [],
      );
    }
  });

  it("has declarations that name published files only", () => {
    for (const file of filesOf(FIRST, "**/*.d.ts")) {
      const imports = read(FIRST, file)
        .toString()
        .matchAll(/(?:from |import\()"(\.[^"]+)"/g);
      for (const [, name = ""] of imports) {
        const target = join(FIRST, dirname(file), name);
        assert.ok(existsSync(target), `${file} imports ${name}`);
      }
    }
  });
});

function filesOf(folder: string, pattern: string): readonly string[] {
  const entries = globSync(pattern, { cwd: folder, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

function read(folder: string, file: string): Buffer {
  return readFileSync(join(folder, file));
}

/** Names of what an expression gives, evaluated within the first build. */
function exportedNames(expression: string): readonly string[] {
  const program = `console.log(JSON.stringify(Object.keys(${expression}).toSorted()))`;
  const args = ["--input-type=module", "--eval", program];
  const names: unknown = JSON.parse(
    execFileSync(process.execPath, args, { cwd: FIRST, encoding: "utf8" }),
  );
  assert.ok(Array.isArray(names));
  return names.filter(
    (name) => name !== "default" && name !== "__esModule" && name !== "module.exports",
  );
}
