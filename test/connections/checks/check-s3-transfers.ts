import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import type { DiscoveredTable } from "../../../packages/server/src/connectors/connector.ts";
import type { SourceAddress } from "../../../packages/server/src/connectors/connectors.ts";
import type { ProcessConnectors } from "../../../packages/server/src/connectors/process/process-connectors.ts";
import type { S3Service } from "../services/s3.ts";
import { withConnectors } from "./with-connectors.ts";

const BUCKET = "transfers";
const KEY = "large.parquet";
const ROWS = 20_000_000;

/**
 * A large file whose store is killed, or which is replaced, while it is on its way: what arrives is
 * one version of it, whole.
 */
export async function checkS3Transfers(service: S3Service): Promise<boolean> {
  try {
    return await withConnectors({ statementMs: 10_000, connectMs: 2_000 }, (connectors, folder) =>
      checkAll(service, connectors, folder),
    );
  } catch (error) {
    console.log(`s3: transfers FAILED\n${error instanceof Error ? error.stack : String(error)}`);
    return false;
  }
}

async function checkAll(
  service: S3Service,
  connectors: ProcessConnectors,
  folder: string,
): Promise<boolean> {
  const versions = [await largeFile(folder, 0), await largeFile(folder, 1)] as const;
  await service.createBucket(BUCKET);
  await service.put(BUCKET, KEY, versions[0]);
  const source: SourceAddress = {
    connectionId: "transfers",
    version: "1",
    type: "s3",
    config: {
      bucket: BUCKET,
      endpoint: service.endpoint,
      access_key_id: service.keys.accessKeyId,
      secret_access_key: service.keys.secretAccessKey,
      ssl_ca: service.certificate?.pem,
    },
  };
  const [table] = await connectors.discover(source, AbortSignal.timeout(30_000));
  assert.equal(table?.estimatedRows, ROWS);
  const read = (during: () => Promise<void>) =>
    readDuring({ connectors, source, table, folder }, during);

  const before = (await service.requests()).length;
  const killed = await read(async () => {
    await service.kill();
    await service.startAgain();
  });
  assert.ok(killed.equals(versions[0]));
  const asked = (await service.requests()).slice(before);
  const transfers = asked.filter((line) => line.includes("s3_GetObject")).length;
  assert.ok(transfers > 1, "the store was killed too late");
  console.log(
    `s3: killed after ${killed.arrivedMb} MB of ${killed.sizeMb}, transfers ${transfers}, whole in the end`,
  );
  const replaced = await read(() => service.put(BUCKET, KEY, versions[1]));
  assert.ok(versions.some((version) => replaced.equals(version)));
  console.log(`s3: replaced after ${replaced.arrivedMb} MB of ${replaced.sizeMb}, one version`);
  return true;
}

interface ReadParts {
  readonly connectors: ProcessConnectors;
  readonly source: SourceAddress;
  readonly table: DiscoveredTable;
  readonly folder: string;
}

interface ReadFile {
  equals(bytes: Buffer): boolean;
  readonly arrivedMb: number;
  readonly sizeMb: number;
}

/** Reads the file; something is done when part of it has arrived. */
async function readDuring(
  { connectors, source, table, folder }: ReadParts,
  during: () => Promise<void>,
): Promise<ReadFile> {
  const spoolDir = join(folder, `spool-${performance.now()}`);
  await mkdir(spoolDir);
  const { schema, table: name, columns } = table;
  const request = { schema, table: name, columns };
  const spool = { folder: spoolDir, fileBytes: 64 * MEGABYTE, mayInline: false };
  const signal = AbortSignal.timeout(120_000);
  const opened = connectors.read(source, { request, spool }, signal);
  const [arrived] = await Promise.all([untilSomeArrived(folder).then(passing(during)), opened]);
  await using read = await opened;
  const bytes: Buffer[] = [];
  for await (const { file } of read.files())
    if (file !== undefined) bytes.push(await readFile(file.path));
  assert.equal(bytes.length, 1);
  const whole = Buffer.concat(bytes);
  return {
    equals: (other) => whole.equals(other),
    arrivedMb: Math.round(arrived / MEGABYTE),
    sizeMb: Math.round(whole.length / MEGABYTE),
  };
}

const MEGABYTE = 1024 ** 2;

function passing<T>(work: () => Promise<void>): (value: T) => Promise<T> {
  return async (value) => {
    await work();
    return value;
  };
}

/** How many bytes are in the connector's folder, once there are some of a large file. */
async function untilSomeArrived(folder: string): Promise<number> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const sizes = await Promise.all(
      (await scratchFiles(folder)).map(async (path) => (await stat(path)).size),
    ).catch(() => []);
    const arrived = sizes.reduce((sum, size) => sum + size, 0);
    if (arrived > 8 * MEGABYTE) return arrived;
    assert.ok(Date.now() < deadline, "nothing arrives");
    await sleep(1);
  }
}

async function scratchFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /files-[^/]*$/.test(entry.parentPath))
    .map(({ parentPath, name }) => join(parentPath, name));
}

async function largeFile(folder: string, seed: number): Promise<Buffer> {
  const path = join(folder, "made.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const query = `SELECT range AS id, hash(range + ${seed}) AS value FROM range(${ROWS})`;
    await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
    return await readFile(path);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(path, { force: true });
  }
}
