import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { SqlError } from "../../../src/engine/engine.ts";
import { Embedder } from "../../../src/search/embeddings/embedder.ts";
import type { ServiceEmbedding } from "../../../src/search/search-index.ts";
import { runProcess } from "../../../../../test/compat/run-process.ts";
import { ensureEmbeddingModel } from "../../../../../test/embedding-model/ensure-embedding-model.ts";
import {
  type Answer,
  type EmbeddingService,
  startEmbeddingService,
} from "../../../../../test/embedding-model/start-embedding-service.ts";

const { modelDir, python } = await ensureEmbeddingModel();
const KEY = "sk-embedder-test-0123456789";
const SENTENCES = [
  "The cat sat on the mat.",
  "A feline rested on the rug.",
  "Interest rates rose in March.",
  "The central bank made borrowing dearer this spring.",
  "naïve Café Ünïcode 日本語 text, straße & co. 12,345.67",
  "x",
  "many words ".repeat(400),
  `${"unbreakable".repeat(30)} end`,
];
const never = new AbortController().signal;

function openEmbedder(t: TestContext): Embedder {
  const embedder = new Embedder();
  t.after(() => embedder.close());
  return embedder;
}

async function startService(t: TestContext): Promise<EmbeddingService> {
  const service = await startEmbeddingService(modelDir);
  t.after(() => service.close());
  return service;
}

function serviceAt(url: string, more: Partial<ServiceEmbedding> = {}): ServiceEmbedding {
  const rest = { model: "minilm", apiKey: KEY, dimensions: undefined, mayBeInternal: true };
  return { kind: "service", baseUrl: url, ...rest, ...more };
}

function fail(status: number, error: object = {}, headers: Record<string, string> = {}): Answer {
  return (response) => response.writeHead(status, headers).end(JSON.stringify({ error }));
}

function answerWith(data: unknown): Answer {
  return (response) => response.writeHead(200).end(JSON.stringify({ data }));
}

function dot(a: Float32Array | undefined, b: Float32Array | undefined): number {
  assert.ok(a !== undefined && b !== undefined);
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? Number.NaN), 0);
}

function assertNear(a: readonly Float32Array[], b: readonly (readonly number[])[]): void {
  assert.equal(a.length, b.length);
  for (const [at, vector] of a.entries()) {
    const other = b[at] ?? [];
    assert.equal(vector.length, other.length);
    const far = vector.findIndex((value, k) => !(Math.abs(value - (other[k] ?? NaN)) <= 1e-3));
    assert.equal(far, -1, `text ${at} at ${far}`);
  }
}

test("the local model gives what Python gives for it, and near texts near vectors", async (t) => {
  const embedder = openEmbedder(t);
  const own = await embedder.embedTexts({ kind: "local", modelDir }, SENTENCES, never);
  const program = new URL("../../../../../test/embedding-model/embed.py", import.meta.url).pathname;
  const input = JSON.stringify(SENTENCES);
  const said = await runProcess(python, [program, modelDir], { input, timeoutMs: 60_000 });
  assertNear(own, JSON.parse(said));
  const [cat, feline, rates, bank] = own;
  assert.ok(dot(cat, feline) > dot(cat, rates) + 0.3);
  assert.ok(dot(rates, bank) > dot(rates, feline) + 0.3);
});

test("a service is asked in batches, and its vectors come back in the order of the texts", async (t) => {
  const embedder = openEmbedder(t);
  const service = await startService(t);
  const texts = Array.from({ length: 200 }, (_, at) => `number ${at}`);
  const got = await embedder.embedTexts(serviceAt(`${service.url}/`), texts, never);
  const expected = await embedder.embedTexts({ kind: "local", modelDir }, texts, never);
  assertNear(
    got,
    expected.map((vector) => [...vector]),
  );
  assert.deepEqual(new Set(service.requests.map(({ input }) => input.length)), new Set([8, 96]));
  const [first] = service.requests;
  assert.equal(first?.model, "minilm");
  assert.equal(first?.authorization, `Bearer ${KEY}`);
  assert.ok(!("dimensions" in first));
  const long = Array.from({ length: 6 }, () => "a".repeat(30_000));
  await embedder.embedTexts(serviceAt(service.url), long, never);
  const lengths = service.requests.slice(3).map(({ input }) => input.map((text) => text.length));
  assert.deepEqual(lengths, [Array.from({ length: 5 }, () => 20_000), [20_000]]);
  const short = serviceAt(service.url, { dimensions: 5, apiKey: undefined });
  const [vector] = await embedder.embedTexts(short, ["x"], never);
  assert.equal(vector?.length, 5);
  assert.equal(service.requests.at(-1)?.dimensions, 5);
  assert.equal(service.requests.at(-1)?.authorization, undefined);
  assert.deepEqual(await embedder.embedTexts(short, [], never), []);
});

test("what passes is tried again, after the time that the service names", async (t) => {
  const embedder = openEmbedder(t);
  const service = await startService(t);
  const expected = await embedder.embedTexts({ kind: "local", modelDir }, ["x"], never);
  service.next.push(
    fail(429, { code: "rate_limit_exceeded" }, { "retry-after": "1" }),
    fail(503),
    (response) => response.destroy(),
  );
  const start = performance.now();
  const got = await embedder.embedTexts(serviceAt(service.url), ["x"], never);
  const took = performance.now() - start;
  assertNear(
    got,
    expected.map((vector) => [...vector]),
  );
  assert.equal(service.requests.length, 4);
  assert.ok(took >= 1_500, `tried again after ${took} ms`);
});

const FAILURES: readonly (readonly [string, Answer, RegExp])[] = [
  [
    "a refused key",
    fail(401, { code: "invalid_api_key", message: `no ${KEY}` }),
    /refuses the key \(status 401, invalid_api_key\)/,
  ],
  ["an unknown model", fail(404, { code: "model_not_found" }), /`base_url` and `model`/],
  [
    "a refused text",
    fail(400, { message: "cannot embed 'private words'" }),
    /a text may be too long/,
  ],
  ["no more money", fail(429, { code: "insufficient_quota" }), /quota is used up/],
  ["a long wait", fail(429, {}, { "retry-after": "3600" }), /too busy.*Try again later/],
  ["a redirect", (response) => response.writeHead(302, { location: "/x" }).end(), /redirects/],
  ["no JSON", (response) => response.writeHead(200).end("<html>"), /no JSON/],
  ["another answer", answerWith([{ embedding: ["a"] }]), /at `data\.0\.embedding\.0`/],
  ["too few vectors", answerWith([]), /1 texts were sent, and 0 vectors came back/],
  ["wrong numbers", answerWith([{ index: 3, embedding: [1] }]), /does not number/],
  [
    "another length",
    answerWith([{ index: 0, embedding: [1, 2] }]),
    /2 numbers where asked for were 3/,
  ],
];

for (const [name, answer, message] of FAILURES) {
  test(`says what to do, and neither key nor text: ${name}`, async (t) => {
    const embedder = openEmbedder(t);
    const service = await startService(t);
    service.next.push(answer);
    const asked = serviceAt(service.url, { dimensions: 3 });
    await assert.rejects(embedder.embedTexts(asked, ["private words"], never), (error) => {
      assert.ok(error instanceof SqlError);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /private words|sk-/);
      return true;
    });
    assert.equal(service.requests.length, 1);
  });
}

test("an address inside the network is asked only where that is allowed", async (t) => {
  const embedder = openEmbedder(t);
  const service = await startService(t);
  const { port } = new URL(service.url);
  for (const host of ["127.0.0.1", "localhost", "[::1]"]) {
    const asked = serviceAt(`http://${host}:${port}/v1`, { mayBeInternal: false });
    await assert.rejects(embedder.embedTexts(asked, ["x"], never), /HOTDATA_EMBEDDING_HOSTS/);
  }
  // What is allowed for one leaves no open connection for another.
  await embedder.embedTexts(serviceAt(service.url), ["x"], never);
  const guarded = serviceAt(service.url, { mayBeInternal: false });
  await assert.rejects(embedder.embedTexts(guarded, ["x"], never), SqlError);
  assert.equal(service.requests.length, 1);
});

test("a text to search for is embedded once; others push the oldest out", async (t) => {
  const embedder = openEmbedder(t);
  const service = await startService(t);
  const asked = serviceAt(service.url);
  const [first] = await embedder.embedQueries(asked, ["x"], never);
  const [second, other] = await embedder.embedQueries(asked, ["x", "y"], never);
  assert.equal(first, second);
  assert.notDeepEqual(first, other);
  assert.deepEqual(
    service.requests.map(({ input }) => input),
    [["x"], ["y"]],
  );
  await embedder.embedQueries({ ...asked, model: "another" }, ["x"], never);
  assert.equal(service.requests.length, 3);
  await assert.rejects(embedder.embedQueries(asked, ["  "], never), /is empty/);
});

test("a signal ends waiting for a service and for the model", async (t) => {
  const embedder = openEmbedder(t);
  const service = await startService(t);
  service.next.push(() => undefined);
  for (const embedding of [serviceAt(service.url), { kind: "local", modelDir } as const]) {
    const stop = new AbortController();
    const reason = new Error("enough");
    const embedded = embedder.embedTexts(embedding, SENTENCES, stop.signal);
    setTimeout(() => stop.abort(reason), 100);
    await assert.rejects(embedded, reason);
  }
});

test("without a model in the folder, or with another length, the message says so", async (t) => {
  const embedder = openEmbedder(t);
  const empty = { kind: "local", modelDir: "/nonexistent" } as const;
  await assert.rejects(embedder.embedTexts(empty, ["x"], never), /no model\.onnx in \/nonexistent/);
  const other = { kind: "local", modelDir, dimensions: 3 } as const;
  await assert.rejects(embedder.embedTexts(other, ["x"], never), /384 numbers, not of 3/);
});
