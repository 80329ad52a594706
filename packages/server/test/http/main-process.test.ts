import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";

/** A start without compiled code takes long beside other tests on a small machine. */
const START_LIMIT_MS = 60_000;
const MAIN = join(import.meta.dirname, "../../src/main.ts");

interface Started {
  readonly child: ChildProcess;
  /** Everything written so far. */
  readonly output: { stdout: string; stderr: string };
  readonly exit: Promise<readonly [number | null, string | null]>;
}

/** What a test has started and made. */
interface Used {
  readonly servers: Started[];
  readonly folders: string[];
}

const USED = new WeakMap<TestContext, Used>();

/** Its servers end first: each still writes into its folder, also when it has just begun to listen. */
function usedBy(t: TestContext): Used {
  const known = USED.get(t);
  if (known !== undefined) return known;
  const used: Used = { servers: [], folders: [] };
  USED.set(t, used);
  t.after(async () => {
    for (const { child } of used.servers) child.kill("SIGKILL");
    await Promise.all(used.servers.map(({ exit }) => exit));
    for (const folder of used.folders) await rm(folder, { recursive: true, force: true });
  });
  return used;
}

function startMain(t: TestContext, environment: Record<string, string>): Started {
  const child = spawn(process.execPath, ["--conditions=@hotdata/source", MAIN], {
    env: { PATH: process.env["PATH"], HOTDATA_PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (output.stdout += String(text)));
  child.stderr.on("data", (text) => (output.stderr += String(text)));
  const exit = once(child, "close").then(([code, signal]) => [code, signal] as const);
  const started = { child, output, exit };
  usedBy(t).servers.push(started);
  return started;
}

/** Waits until the server takes requests; returns its port. */
async function ready({ output, exit }: Started): Promise<number> {
  const started = async (): Promise<number> => {
    const deadline = Date.now() + START_LIMIT_MS;
    while (Date.now() < deadline) {
      const port = /^listening on http:\/\/127\.0\.0\.1:(\d+)$/m.exec(output.stdout)?.[1];
      if (port !== undefined) return Number(port);
      await delay(20);
    }
    throw new Error(`did not start in time: ${output.stderr}`);
  };
  const ended = async (): Promise<never> => {
    throw new Error(`ended with ${String(await exit)}: ${output.stderr}`);
  };
  return Promise.race([started(), ended()]);
}

async function makeDataDir(t: TestContext): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-main-"));
  usedBy(t).folders.push(dataDir);
  return dataDir;
}

test("the first start shows workspace and key with a call that works; later ones do not", async (t) => {
  const dataDir = await makeDataDir(t);
  const first = startMain(t, { HOTDATA_DATA_DIR: dataDir });
  const port = await ready(first);
  await delay(50);
  const key = /API key: +(hd_[\w-]+)/.exec(first.output.stdout)?.[1] ?? "";
  const workspace = /^workspace: (work[0-9a-z]{26})$/m.exec(first.output.stdout)?.[1] ?? "";
  const command = /^ {2}(curl [^]*\}')$/m.exec(first.output.stdout)?.[1] ?? "";
  const shell = spawn("sh", ["-c", `${command} --silent`], { stdio: ["ignore", "pipe", "ignore"] });
  let answer = "";
  shell.stdout.on("data", (text) => (answer += String(text)));
  await once(shell, "close");
  assert.match(answer, /"name":"my first database"/);

  first.child.kill("SIGTERM");
  assert.deepEqual(await first.exit, [0, null]);
  assert.ok(!first.output.stderr.includes(key), "the key must not be logged");
  for (const line of first.output.stderr.trim().split("\n")) assert.ok(JSON.parse(line));

  const second = startMain(t, { HOTDATA_DATA_DIR: dataDir });
  const url = `http://127.0.0.1:${await ready(second)}/v1/workspaces`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  assert.equal((await response.json()).workspaces[0].public_id, workspace);
  assert.ok(!second.output.stdout.includes("API key"));
  assert.notEqual(port, 0);
});

test("a second server on the folder refuses; after kill -9 the folder is free", async (t) => {
  const dataDir = await makeDataDir(t);
  const first = startMain(t, { HOTDATA_DATA_DIR: dataDir });
  await ready(first);
  const second = startMain(t, { HOTDATA_DATA_DIR: dataDir });
  assert.deepEqual(await second.exit, [1, null]);
  assert.equal(
    second.output.stderr,
    `another server is using the data folder ${dataDir}; stop it, or set HOTDATA_DATA_DIR to another folder\n`,
  );
  first.child.kill("SIGKILL");
  await first.exit;
  await ready(startMain(t, { HOTDATA_DATA_DIR: dataDir }));
});

test("wrong settings are all named, with exit code 2", async (t) => {
  const started = startMain(t, { HOTDATA_PORT: "http", HOTDATA_LOG_LEVEL: "loud" });
  assert.deepEqual(await started.exit, [2, null]);
  assert.match(started.output.stderr, /^HOTDATA_PORT is "http"; it must be a whole number/m);
  assert.match(started.output.stderr, /^HOTDATA_LOG_LEVEL is "loud"; it must be one of/m);
});

test("a port in use is a sentence, and the key of the failed start is not lost", async (t) => {
  const holder = startMain(t, { HOTDATA_DATA_DIR: await makeDataDir(t) });
  const port = String(await ready(holder));
  const dataDir = await makeDataDir(t);
  const failed = startMain(t, { HOTDATA_DATA_DIR: dataDir, HOTDATA_PORT: port });
  assert.deepEqual(await failed.exit, [1, null]);
  assert.match(failed.output.stderr, new RegExp(`^port ${port} on 127\\.0\\.0\\.1 is in use`, "m"));
  const later = startMain(t, { HOTDATA_DATA_DIR: dataDir });
  await ready(later);
  await delay(50);
  assert.match(later.output.stdout, /API key: +hd_/);
});

test("SIGTERM lets a running upload finish and then exits with 0", async (t) => {
  const key = "key-for-sigterm";
  const started = startMain(t, { HOTDATA_DATA_DIR: await makeDataDir(t), HOTDATA_API_KEY: key });
  const port = await ready(started);
  const socket = connect(port, "127.0.0.1");
  socket.write(
    `POST /v1/files HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-length: 6\r\n\r\nabc`,
  );
  await delay(200);
  started.child.kill("SIGTERM");
  await delay(200);
  await assert.rejects(fetch(`http://127.0.0.1:${port}/health`), "takes no new connections");
  socket.write("def");
  const [answer] = await once(socket, "data");
  assert.match(String(answer), /^HTTP\/1\.1 201 /);
  assert.deepEqual(await started.exit, [0, null]);
});

test("kill -9 in the middle of an upload leaves nothing, and what was acknowledged stays", async (t) => {
  const dataDir = await makeDataDir(t);
  const environment = { HOTDATA_DATA_DIR: dataDir, HOTDATA_API_KEY: "key-for-kill" };
  const headers = { authorization: "Bearer key-for-kill" };
  const first = startMain(t, environment);
  const port = await ready(first);
  const post = { method: "POST", headers, body: "a,b\n1,2\n" };
  const kept = await (await fetch(`http://127.0.0.1:${port}/v1/files`, post)).json();
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(
    `POST /v1/files HTTP/1.1\r\nhost: x\r\nauthorization: ${headers.authorization}\r\ncontent-length: 900000\r\n\r\n`,
  );
  socket.write(new Uint8Array(500_000));
  await delay(200);
  first.child.kill("SIGKILL");
  await first.exit;
  const again = startMain(t, environment);
  const url = `http://127.0.0.1:${await ready(again)}/v1/files`;
  const { uploads } = await (await fetch(url, { headers })).json();
  assert.deepEqual(
    uploads.map(({ id }: { id: string }) => id),
    [kept.id],
  );
  const folder = join(dataDir, "uploads");
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith("upld")),
    [kept.id],
  );
  assert.deepEqual(await readdir(join(folder, ".incoming")), []);
});

test("what every process and thread compiled is kept for the next start", async (t) => {
  const dataDir = await makeDataDir(t);
  const cache = join(dataDir, "compiled");
  const started = startMain(t, { HOTDATA_DATA_DIR: dataDir, NODE_COMPILE_CACHE: cache });
  await ready(started);
  started.child.kill("SIGTERM");
  assert.deepEqual(await started.exit, [0, null]);
  const entries = await readdir(cache, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), "latin1")),
  );
  for (const own of [
    "startFailureText(error, settings)",
    "the engine process was called before it was opened",
    "the lake's worker runs in a worker thread only",
  ]) {
    assert.ok(
      texts.some((text) => text.includes(own)),
      own,
    );
  }
});

test("a cache that cannot be written is no matter", async (t) => {
  const dataDir = await makeDataDir(t);
  const started = startMain(t, {
    HOTDATA_DATA_DIR: dataDir,
    HOTDATA_LOG_LEVEL: "error",
    NODE_COMPILE_CACHE: join(MAIN, "compiled"),
  });
  await ready(started);
  started.child.kill("SIGTERM");
  assert.deepEqual(await started.exit, [0, null]);
  assert.equal(started.output.stderr, "");
});
