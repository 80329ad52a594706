import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { exportedNames } from "../scripts/released/exported-names.ts";
import { findBreaks } from "../scripts/released/find-breaks.ts";
import { modelFields } from "../scripts/released/model-fields.ts";
import { pageProgram } from "../scripts/released/page-program.ts";
import * as sdk from "../src/hotdata.ts";

const SDK = join(import.meta.dirname, "..");
// Within the package, so that it finds `hotdata` by its name.
const FOLDER = join(SDK, `.cache/released-test-${process.pid}`);
const CONFIG = { extends: join(SDK, "../../tsconfig.json"), include: ["*.ts"] };

describe("code of the latest release's users", () => {
  before(async () => {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(join(FOLDER, "tsconfig.json"), JSON.stringify(CONFIG));
  });

  after(() => rm(FOLDER, { recursive: true, force: true }));

  it("that no longer compiles is named, with what changed", async () => {
    const code = `import { Hotdata, type QueryRunInfo } from "hotdata";
export const status = (run: QueryRunInfo) => run.statusWord;
await new Hotdata().queryRuns.waitForever("id");
`;
    await writeFile(join(FOLDER, "use.ts"), code);
    const [field, method, ...others] = findBreaks(FOLDER);
    await rm(join(FOLDER, "use.ts"));
    assert.deepEqual(others, []);
    assert.match(field?.place ?? "", /use\.ts:2$/);
    assert.match(field?.message ?? "", /statusWord/);
    assert.deepEqual(field?.changedFiles, ["src/generated/models.ts"]);
    assert.match(method?.place ?? "", /use\.ts:3$/);
    assert.match(method?.message ?? "", /waitForever/);
    assert.ok(method?.changedFiles.includes("src/waiting/query-runs-api.ts"));
  });

  it("in the README has no type errors", async () => {
    const readme = await readFile(join(SDK, "README.md"), "utf8");
    await writeFile(join(FOLDER, "readme.ts"), pageProgram(readme));
    assert.deepEqual(findBreaks(FOLDER), []);
  });

  it("can use every name that is exported", () => {
    const names = exportedNames(join(SDK, "src/hotdata.ts"));
    for (const name of [...Object.keys(sdk), "QueryRunInfo", "CallOptions", "ListJobsOptions"]) {
      assert.ok(names.includes(name), name);
    }
  });

  it("can leave out what is optional", () => {
    const source = "export interface A {\n  readonly b: string;\n  c?: number;\n}\n";
    assert.deepEqual(modelFields(source), [{ name: "A", required: ["b"], optional: ["c"] }]);
  });
});
