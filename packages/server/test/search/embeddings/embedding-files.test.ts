import assert from "node:assert/strict";
import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, after, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { TextVectors } from "../../../src/engine/duckdb/embedded/text-vectors.ts";
import { Embedder } from "../../../src/search/embeddings/embedder.ts";
import {
  type DurableFolder,
  EmbeddingFiles,
  embeddedFileName,
  embeddedFolder,
} from "../../../src/search/embeddings/embedding-files.ts";
import type { ServiceEmbedding, VectorIndex } from "../../../src/search/search-index.ts";
import { ensureEmbeddingModel } from "../../../../../test/embedding-model/ensure-embedding-model.ts";
import {
  type EmbeddingService,
  startEmbeddingService,
} from "../../../../../test/embedding-model/start-embedding-service.ts";

const { modelDir } = await ensureEmbeddingModel();
const never = new AbortController().signal;
const local = new Embedder();
after(() => local.close());

interface Bench {
  readonly files: EmbeddingFiles;
  readonly service: EmbeddingService;
  readonly folder: string;
  readonly instance: DuckDBInstance;
  /** Texts that the service was asked for since the last time. */
  asked(): string[];
}

async function open(t: TestContext, partTexts = 1_000): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-embedded-"));
  const service = await startEmbeddingService(modelDir);
  const embedder = new Embedder();
  const instance = await DuckDBInstance.create(":memory:");
  t.after(async () => {
    instance.closeSync();
    await embedder.close();
    await service.close();
    await rm(folder, { recursive: true, force: true });
  });
  const embedding: ServiceEmbedding = {
    kind: "service",
    baseUrl: service.url,
    model: "minilm",
    apiKey: undefined,
    dimensions: undefined,
    mayBeInternal: true,
  };
  const files = new EmbeddingFiles({
    folder: durable(folder),
    embedding,
    embedder,
    partTexts,
    open: async () => new TextVectors(await instance.connect(), await instance.connect()),
  });
  let seen = 0;
  const asked = (): string[] => {
    const texts = service.requests.slice(seen).flatMap(({ input }) => input);
    seen = service.requests.length;
    return texts;
  };
  return { files, service, folder, instance, asked };
}

function durable(path: string): DurableFolder {
  return {
    path,
    write: async (fileName, write) => {
      await write(join(path, "unfinished.tmp"));
      await rename(join(path, "unfinished.tmp"), join(path, fileName));
    },
    delete: (fileName) => rm(join(path, fileName)),
    touch: () => undefined,
  };
}

function textsOf(...texts: (string | null)[]): string {
  const rows = texts.map((text) => (text === null ? "(NULL)" : `('${text}')`));
  return `SELECT text FROM (VALUES ${rows.join(", ")}) AS v(text)`;
}

async function rowsOf({ instance }: Bench, path: string) {
  const connection = await instance.connect();
  const read = await connection.runAndReadAll(`SELECT "row", vector FROM read_parquet('${path}')`);
  connection.closeSync();
  return read.getRowsJS();
}

async function vectorOf(text: string): Promise<number[]> {
  const [vector] = await local.embedTexts({ kind: "local", modelDir }, [text], never);
  return [...(vector ?? [])];
}

test("each row with a text gets its vector; texts in several rows or files are sent once", async (t) => {
  const bench = await open(t);
  const { files, asked } = bench;
  const texts = ["one", null, "two", " ", "one", "", "three"];
  const path = await files.ensure({ name: "a", textsSql: textsOf(...texts) }, never);
  assert.deepEqual(asked(), ["one", "two", "three"]);
  const rows = await rowsOf(bench, path);
  assert.deepEqual(
    rows.map(([row]) => row),
    [0, 2, 4, 6],
  );
  for (const [row, vector] of rows) {
    assert.deepEqual(vector, await vectorOf(texts[Number(row)] ?? ""));
  }
  await files.ensure({ name: "a", textsSql: textsOf("never read") }, never);
  const merged = textsOf("three", "four", "one", "four");
  const next = await files.ensure({ name: "b", textsSql: merged }, never);
  assert.deepEqual(asked(), ["four"]);
  const [three, four, one, again] = await rowsOf(bench, next);
  assert.deepEqual(three, [0, rows[3]?.[1]]);
  assert.deepEqual(one, [2, rows[0]?.[1]]);
  assert.deepEqual(four?.[1], again?.[1]);
  const none = await files.ensure({ name: "c", textsSql: textsOf(null, "") }, never);
  assert.deepEqual(await rowsOf(bench, none), []);
  assert.deepEqual(asked(), []);
});

test("work that ended in the middle goes on where it was; nothing is left of its parts", async (t) => {
  const bench = await open(t, 2);
  const { files, asked, service, folder } = bench;
  const texts = ["one", "two", "three", "four", "five"];
  const source = { name: "a", textsSql: textsOf(...texts) };
  service.next.push(undefined, undefined, (response) => response.writeHead(400).end());
  await assert.rejects(files.ensure(source, never), /refuses the request/);
  assert.deepEqual(asked(), texts);
  const names = await readdir(folder);
  assert.deepEqual(
    names.toSorted((a, b) => a.localeCompare(b)),
    ["a.embedded-0.parquet", "a.embedded-1.parquet"],
  );
  const path = await files.ensure(source, never);
  assert.deepEqual(asked(), ["five"]);
  assert.deepEqual(await readdir(folder), ["a.embedded.parquet"]);
  const rows = await rowsOf(bench, path);
  for (const [at, text] of texts.entries()) {
    assert.deepEqual(rows[at], [at, await vectorOf(text)]);
  }
});

test("files that are made at the same time share their texts; a signal ends one alone", async (t) => {
  const { files, asked, service } = await open(t);
  const stop = new AbortController();
  const source = (name: string) => ({ name, textsSql: textsOf("one", "two") });
  // It comes while the request is under way, which is never answered.
  service.next.push(() => stop.abort(new Error("enough")));
  const ended = files.ensure(source("a"), stop.signal);
  const others = ["b", "c"].map((name) => files.ensure(source(name), never));
  await assert.rejects(ended, /enough/);
  await Promise.all(others);
  assert.deepEqual(asked(), ["one", "two", "one", "two"]);
});

function embeddedFile(index: VectorIndex, name: string): string {
  return join(embeddedFolder(index), embeddedFileName(name));
}

test("each model has a folder of its own, whatever its key", () => {
  const base = { id: "i", folder: "/f", kind: "vector", metric: "cosine" } as const;
  const service = { kind: "service", baseUrl: "https://a", model: "m", apiKey: "k" } as const;
  const rest = { dimensions: undefined, mayBeInternal: false };
  const index: VectorIndex = { ...base, embedding: { ...service, ...rest } };
  const path = embeddedFile(index, "x");
  assert.match(path, /^\/f\/model-[0-9a-f]{16}\/x\.embedded\.parquet$/);
  assert.equal(
    embeddedFile({ ...base, embedding: { ...service, ...rest, apiKey: "l" } }, "x"),
    path,
  );
  const other = { ...base, embedding: { ...service, ...rest, model: "n" } };
  assert.notEqual(embeddedFile(other, "x"), path);
});
