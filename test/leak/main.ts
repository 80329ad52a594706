import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ServerProcess } from "../server/server-process.ts";
import { checkLeftBehind } from "./check-left-behind.ts";
import { type Canary, findCanaries, keyCanary, newCanary } from "./canary.ts";
import { sendFailingRequests } from "./failing-requests.ts";
import { LeakClient } from "./leak-client.ts";
import { loadAndQueryRows, runPryingSql } from "./prying-sql.ts";
import { Search } from "./search-server.ts";
import { SECRET_DOORS } from "./secret-doors.ts";

const COMMAND = join(import.meta.dirname, "../../packages/server/src/secrets/main.ts");
const LONG_SQL =
  "SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range % 7 = b.range % 11";

/**
 * Puts secrets through every door of a real server that logs all it can, then looks for them in
 * answers, log lines, files and processes. Ends with 1 when one is found where it may not be.
 */
async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-leak-"));
  const canaries: Canary[] = [];
  checkSearch();
  try {
    const search = new Search(canaries);
    const settings = newSettings(canaries);
    const dataDir = join(folder, "data");
    await useServer({ dataDir, settings, canaries, search });
    await startWrongly({ dataDir, settings, canaries, search });
    await changeKey({ dataDir, settings, canaries, search });
    search.folder(dataDir, new Set(["secret.key"]));
    const { answers, logLines, files, processes, found } = search.counts;
    console.log(
      `answers ${answers}, log lines ${logLines}, files ${files}, processes ${processes}, canaries found ${found}`,
    );
    const isClean = await checkLeftBehind();
    return found === 0 && isClean ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Run {
  readonly dataDir: string;
  readonly settings: ReturnType<typeof newSettings>;
  readonly canaries: Canary[];
  readonly search: Search;
}

/** A search that finds nothing proves nothing. */
function checkSearch(): void {
  const canary = newCanary("test");
  const bytes = Buffer.from(canary.text);
  for (const text of [
    `a${canary.text}b`,
    canary.text.slice(0, 15),
    bytes.toString("hex"),
    Buffer.concat([Buffer.from("q"), bytes]).toString("base64"),
    Buffer.concat([Buffer.from("qq"), bytes, bytes]).toString("base64url"),
  ]) {
    assert.deepEqual(findCanaries(Buffer.from(text), [canary]), ["test"], text);
  }
  assert.deepEqual(findCanaries(Buffer.from(newCanary("other").text), [canary]), []);
}

function newSettings(canaries: Canary[]) {
  const secretKey = randomBytes(32).toString("base64");
  const [apiKey, openaiApiKey] = [
    newCanary("HOTDATA_API_KEY"),
    newCanary("HOTDATA_OPENAI_API_KEY"),
  ];
  canaries.push(apiKey, openaiApiKey, keyCanary("HOTDATA_SECRET_KEY", secretKey));
  return { secretKey, apiKey: apiKey.text, openaiApiKey: openaiApiKey.text };
}

async function useServer({ dataDir, settings, canaries, search }: Run): Promise<void> {
  const { apiKey } = settings;
  const server = await ServerProcess.start({
    dataDir,
    apiKey,
    env: {
      HOTDATA_LOG_LEVEL: "trace",
      HOTDATA_SECRET_KEY: settings.secretKey,
      HOTDATA_OPENAI_API_KEY: settings.openaiApiKey,
    },
  });
  try {
    const client = new LeakClient(apiKey);
    client.url = server.url;
    for (const door of SECRET_DOORS) await door(client, canaries);
    await sendFailingRequests(client, canaries);
    const databaseId = await loadAndQueryRows(client, canaries);
    const [enginePid = 0] = server.enginePids();
    await runPryingSql(client, { dataDir, serverPid: server.pid, enginePid });
    search.process(server.pid, ["cmdline"]);
    for (const pid of server.enginePids()) search.process(pid, ["cmdline", "environ"]);
    await killEngines(client, server, databaseId);
    for (const pid of server.enginePids()) search.process(pid, ["cmdline", "environ"]);
    await client.expect(200, ["GET", "/v1/audit-events?limit=1000"]);
    await client.expect(200, ["GET", "/v1/query-runs?limit=1000"]);
    search.folder(dataDir);
    search.answers(client.answers);
  } finally {
    await server.stop();
  }
  search.log(server.log);
  search.folder(dataDir);
}

/** Engines that end in the middle of a query leave traces of their own. */
async function killEngines(
  client: LeakClient,
  server: ServerProcess,
  databaseId: string,
): Promise<void> {
  const headers = { "x-database-id": databaseId };
  const running = client.call("POST", "/v1/query", { json: { sql: LONG_SQL }, headers });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  for (const pid of server.enginePids()) process.kill(pid, "SIGKILL");
  const { status, text } = await running;
  assert.equal(status, 503, text);
  await client.expect(200, ["POST", "/v1/query"], { json: { sql: "SELECT 1" }, headers });
}

/** Settings that are not accepted are named without their values. */
async function startWrongly({ dataDir, canaries, search }: Run): Promise<void> {
  const canary = newCanary("setting that is not accepted");
  canaries.push(canary);
  const env = {
    HOTDATA_SECRET_KEY: canary.text,
    HOTDATA_SECRET_KEY_OLD: canary.text,
    HOTDATA_OPENAI_API_KEY: `${canary.text} and more`,
  };
  const start = ServerProcess.start({ dataDir, apiKey: `eyJ${canary.text}`, env });
  await assert.rejects(start, (error) => {
    assert.match(String(error), /HOTDATA_SECRET_KEY is \(hidden\)/);
    search.log(String(error));
    return true;
  });
}

/** The key moves from the setting to the file: only that file has it. */
async function changeKey({ dataDir, settings, canaries, search }: Run): Promise<void> {
  const flags = ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"];
  const env = {
    PATH: process.env["PATH"],
    HOTDATA_DATA_DIR: dataDir,
    HOTDATA_SECRET_KEY_OLD: settings.secretKey,
  };
  const args = [...flags, COMMAND, "rotate"];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
  const newKey = (await readFile(join(dataDir, "secret.key"), "utf8")).trim();
  canaries.push(keyCanary("key of the file", newKey));
  search.log(stdout + stderr);
}

process.exitCode = await main();
