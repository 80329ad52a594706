import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { ServerProcess } from "../test/server/server-process.ts";
import { outputPattern, parseDocsPage } from "./docs-page.ts";

const ROOT = join(import.meta.dirname, "..");
const API_KEY = "docs-test-key";

test("docs/backup.md: its shell commands print what it shows", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-docs-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const DATA = join(folder, "data");
  const server = await ServerProcess.start({ dataDir: DATA, apiKey: API_KEY });
  t.after(() => server.stop());
  const page = parseDocsPage(await readFile(join(ROOT, "docs/backup.md"), "utf8"));
  const blocks = page.filter(({ language }) => language === "sh");
  assert.ok(blocks.length > 0);
  const env = { ...process.env, DATA, BACKUPS: join(folder, "backups"), NEW: join(folder, "new") };
  for (const { code, output = "" } of blocks) {
    const options = { cwd: ROOT, env, timeout: 120_000 };
    const { stdout } = await promisify(execFile)("sh", ["-euc", code], options);
    assert.match(stdout.trim(), outputPattern(output));
  }
});
