import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createSecretKey, randomBytes } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { promisify } from "node:util";
import { type TestApp, startTestApp } from "../start-test-app.ts";

const COMMAND = join(import.meta.dirname, "../../src/secrets/main.ts");
const KILLED = join(import.meta.dirname, "rotate-and-die.ts");
const FLAGS = ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"];
const run = promisify(execFile);

interface Keys {
  readonly HOTDATA_SECRET_KEY?: string;
  readonly HOTDATA_SECRET_KEY_OLD?: string;
}

/** Runs a program on a data folder; its exit code, or the signal that ended it. */
async function runOn(dataDir: string, [program, ...args]: readonly string[], keys: Keys = {}) {
  assert.ok(program !== undefined);
  const env = { PATH: process.env["PATH"], HOTDATA_DATA_DIR: dataDir, ...keys };
  try {
    const { stdout, stderr } = await run(process.execPath, [...FLAGS, program, ...args], { env });
    return { exit: 0, stdout, stderr };
  } catch (error) {
    const { code, signal, stdout, stderr } = Object(error);
    return { exit: signal ?? code, stdout: String(stdout), stderr: String(stderr) };
  }
}

const rotate = (dataDir: string, keys?: Keys) => runOn(dataDir, [COMMAND, "rotate"], keys);
const rotateToEnv = (dataDir: string, keys: Keys) =>
  runOn(dataDir, [COMMAND, "rotate", "--key-from-env"], keys);

async function appWithSecrets(t: TestContext, secretKey?: string): Promise<TestApp> {
  const app = await startTestApp(t, { secretKey: keyOf(secretKey) });
  for (const name of ["a", "b"]) {
    await app.call("POST", "/v1/secrets", { json: { name, value: `value of ${name}` } });
  }
  return app;
}

function keyOf(text: string | undefined) {
  return text === undefined ? undefined : createSecretKey(Buffer.from(text, "base64"));
}

function newKeyText(): string {
  return randomBytes(32).toString("base64");
}

async function assertReadable(app: TestApp): Promise<void> {
  for (const name of ["a", "b"]) {
    const answer = await app.call("GET", `/v1/secrets/${name}`);
    assert.equal(answer.status, 200, answer.text);
  }
}

test("a new key file replaces the old one; the old key opens nothing any more", async (t) => {
  const app = await appWithSecrets(t);
  const path = join(app.dataDir, "secret.key");
  const oldKey = (await readFile(path, "utf8")).trim();
  const oldWrapped = wrappedKeys(app.dataDir);
  const refused = await rotate(app.dataDir);
  assert.equal(refused.exit, 1);
  assert.match(refused.stderr, /^another server is using the data folder/);
  await app.app.close();
  const done = await rotate(app.dataDir);
  assert.equal(done.exit, 0, done.stderr);
  assert.match(done.stdout, /the keys of 2 secrets in .* are encrypted with the new key\n$/);
  const newKey = (await readFile(path, "utf8")).trim();
  assert.notEqual(newKey, oldKey);
  assert.ok(!done.stdout.includes(newKey));
  const again = await app.restart();
  await assertReadable(again);
  const [event] = (await again.call("GET", "/v1/audit-events")).json.audit_events;
  const { actor, operation, target } = event;
  const remembered = {
    actor: "command",
    operation: "rotate_secret_key",
    target: { key_version: "2" },
  };
  assert.deepEqual({ actor, operation, target }, remembered);
  const wrong = await again.restart({ secretKey: keyOf(oldKey) });
  assert.equal((await wrong.call("GET", "/v1/secrets/a")).status, 503);
  await wrong.app.close();
  for (const name of ["metastore.sqlite", "metastore.sqlite-wal"]) {
    const bytes = await readFile(join(app.dataDir, name)).catch(() => Buffer.alloc(0));
    for (const wrapped of oldWrapped)
      assert.ok(!bytes.includes(Buffer.from(wrapped)), `${name}: old wrapping`);
  }
});

for (const step of ["new key written", "secrets rewrapped", "old key removed"]) {
  test(`killed after "${step}": the secrets can be read, and the change can be repeated`, async (t) => {
    const app = await appWithSecrets(t);
    await app.app.close();
    assert.equal((await runOn(app.dataDir, [KILLED, step])).exit, "SIGKILL");
    const again = await app.restart();
    await assertReadable(again);
    await again.app.close();
    assert.deepEqual(await keyFiles(app.dataDir), ["secret.key"]);
    assert.equal((await runOn(app.dataDir, [KILLED, step])).exit, "SIGKILL");
    assert.equal((await rotate(app.dataDir)).exit, 0, "without a start in between");
    await assertReadable(await app.restart());
    assert.deepEqual(await keyFiles(app.dataDir), ["secret.key"]);
  });
}

test("a key in the setting is changed, also after a crash; wrong ones are refused", async (t) => {
  const [oldKey, newKey, other] = [newKeyText(), newKeyText(), newKeyText()];
  const app = await appWithSecrets(t, oldKey);
  await app.app.close();
  const keys = { HOTDATA_SECRET_KEY: newKey, HOTDATA_SECRET_KEY_OLD: oldKey };
  const wrong = await rotateToEnv(app.dataDir, { ...keys, HOTDATA_SECRET_KEY_OLD: other });
  assert.equal(wrong.exit, 1);
  assert.match(wrong.stderr, /^HOTDATA_SECRET_KEY_OLD is not the key/);
  assert.match((await rotateToEnv(app.dataDir, {})).stderr, /needs the new key/);
  const unclear = await rotate(app.dataDir, { HOTDATA_SECRET_KEY: oldKey });
  assert.equal(unclear.exit, 1);
  assert.match(unclear.stderr, /--key-from-env/);
  for (const { stdout, stderr } of [wrong, unclear]) {
    for (const key of [oldKey, newKey, other]) assert.ok(!(stdout + stderr).includes(key));
  }
  const killed = await runOn(app.dataDir, [KILLED, "secrets rewrapped", "--key-from-env"], keys);
  assert.equal(killed.exit, "SIGKILL");
  assert.equal((await rotateToEnv(app.dataDir, keys)).exit, 0, "it was done already");
  await assertReadable(await app.restart({ secretKey: keyOf(newKey) }));
  assert.deepEqual(await keyFiles(app.dataDir), []);
});

test("a key moves from the file to the setting and back", async (t) => {
  const app = await appWithSecrets(t);
  await app.app.close();
  const key = newKeyText();
  assert.equal((await rotateToEnv(app.dataDir, { HOTDATA_SECRET_KEY: key })).exit, 0);
  assert.deepEqual(await keyFiles(app.dataDir), []);
  const moved = await app.restart({ secretKey: keyOf(key) });
  await assertReadable(moved);
  await moved.app.close();
  assert.match((await rotate(app.dataDir)).stderr, /HOTDATA_SECRET_KEY_OLD/);
  assert.equal((await rotate(app.dataDir, { HOTDATA_SECRET_KEY_OLD: key })).exit, 0);
  await assertReadable(await app.restart());
});

test("wrong use is explained", async (t) => {
  const app = await appWithSecrets(t);
  for (const args of [[], ["list"], ["rotate", "now"], ["rotate", "--force"]]) {
    const answer = await runOn(app.dataDir, [COMMAND, ...args]);
    assert.equal(answer.exit, 2);
    assert.match(answer.stderr, /^usage: npm run secrets -- rotate/);
  }
  const nowhere = await rotate(join(app.dataDir, "nowhere"));
  assert.match(nowhere.stderr, /is not the data folder of a server/);
});

async function keyFiles(dataDir: string): Promise<readonly string[]> {
  return (await readdir(dataDir)).filter((name) => name.startsWith("secret.key"));
}

function wrappedKeys(dataDir: string): readonly Uint8Array[] {
  const file = new DatabaseSync(join(dataDir, "metastore.sqlite"), { readOnly: true });
  const rows = file.prepare("SELECT wrapped_key FROM secrets").all();
  file.close();
  return rows.map((row) => row["wrapped_key"]).filter((key) => key instanceof Uint8Array);
}
