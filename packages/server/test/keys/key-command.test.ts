import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";
import { callWith } from "./call-as.ts";

const MAIN = join(import.meta.dirname, "../../src/keys/main.ts");

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a process of its own, as an operator does. */
function runKeys(dataDir: string, ...args: readonly string[]): Promise<Outcome> {
  const flags = ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"];
  const env = { ...process.env, HOTDATA_DATA_DIR: dataDir };
  return new Promise((resolve) => {
    execFile(process.execPath, [...flags, MAIN, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

const keyIn = ({ stdout }: Outcome) => /^key: (\S+)/m.exec(stdout)?.[1] ?? "";
const idIn = ({ stdout }: Outcome) => /^id: +(\S+)/m.exec(stdout)?.[1] ?? "";

test("keys are made, listed and revoked while the server runs, which sees it at once", async (t) => {
  const { app, call, dataDir } = await startTestApp(t);
  const { workspaceId } = app;
  const options = ["--name", "ci", "--workspace", workspaceId, "--read-only", "--expires", "30d"];
  const made = await runKeys(dataDir, "create", ...options);
  assert.equal(made.code, 0, made.stderr);
  const use = callWith(call, keyIn(made));
  assert.equal((await use("GET", "/v1/databases")).status, 200);
  assert.equal((await use("POST", "/v1/databases", { json: {} })).status, 403);
  const listed = await runKeys(dataDir, "list");
  assert.match(
    listed.stdout,
    new RegExp(`^${idIn(made)} .* workspace ${workspaceId} +read +until .* ci$`, "m"),
  );
  assert.ok(!listed.stdout.includes(keyIn(made)));
  const revoked = await runKeys(dataDir, "revoke", idIn(made));
  assert.equal(revoked.stdout, `revoked ${idIn(made)}\n`);
  assert.equal((await use("GET", "/v1/databases")).status, 401);
});

test("on a stopped server's folder, the last key goes with --force only", async (t) => {
  const first = await startTestApp(t);
  await first.app.close();
  const { dataDir } = first;
  const own = /^akey\w+/m.exec((await runKeys(dataDir, "list")).stdout)?.[0] ?? "";
  const refused = await runKeys(dataDir, "revoke", own);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /last one/);
  assert.equal((await runKeys(dataDir, "revoke", own, "--force")).code, 0);
  const made = await runKeys(dataDir, "create");
  assert.equal(made.code, 0, made.stderr);
  const { call } = await first.restart();
  assert.equal((await call("GET", "/v1/workspaces")).status, 401);
  assert.equal((await callWith(call, keyIn(made))("GET", "/v1/workspaces")).status, 200);
});

test("wrong use ends with a sentence, and makes no folder", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-keys-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const nowhere = await runKeys(folder, "list");
  assert.equal(nowhere.code, 2);
  assert.match(nowhere.stderr, /not the data folder/);
  const { dataDir } = await startTestApp(t);
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [[], 2, /usage/],
    [["make"], 2, /usage/],
    [["create", "--colour", "red"], 2, /--colour[^]*usage/],
    [["create", "--expires", "soon"], 1, /neither an RFC 3339 time/],
    [["create", "--rate-limit", "many"], 1, /rate_limit_per_minute/],
    [["create", "--workspace", "work0"], 1, /No such workspace/],
    [["revoke"], 2, /name one key/],
    [["revoke", "akey0"], 1, /not found/],
  ];
  for (const [args, code, message] of cases) {
    const outcome = await runKeys(dataDir, ...args);
    assert.equal(outcome.code, code, args.join(" "));
    assert.match(outcome.stderr, message);
    assert.doesNotMatch(outcome.stderr, /\n +at /);
  }
});
