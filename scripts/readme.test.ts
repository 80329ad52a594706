import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { ServerProcess } from "../test/server/server-process.ts";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const quickstart = join(root, "examples/quickstart.ts");

test("the README prints the quickstart as it is", () => {
  assert.ok(readme.includes(readFileSync(quickstart, "utf8").trim()));
});

test("the quickstart prints what the README says", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "hotdata-readme-"));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const server = await ServerProcess.start({ dataDir, apiKey: "readme-test-key" });
  t.after(() => server.stop());
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@hotdata/source", quickstart],
    { env: { ...process.env, HOTDATA_API_URL: server.url, HOTDATA_API_KEY: "readme-test-key" } },
  );
  assert.ok(readme.includes(stdout.trim()), stdout);
});
