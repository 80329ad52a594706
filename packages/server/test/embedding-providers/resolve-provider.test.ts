import assert from "node:assert/strict";
import { test } from "node:test";
import { loadConfig } from "../../src/config/load-config.ts";
import type { EmbeddingProvider } from "../../src/embedding-providers/embedding-provider.ts";
import { resolveProvider } from "../../src/embedding-providers/resolve-provider.ts";
import { ApiError } from "../../src/http/api-error.ts";
import { ensureEmbeddingModel } from "../../../../test/embedding-model/ensure-embedding-model.ts";

const { modelDir } = await ensureEmbeddingModel();
const KEY = "sk-resolve-0123456789";

function provider(fields: Partial<EmbeddingProvider>): EmbeddingProvider {
  const rest = { id: "embp1", name: "p", config: null, secretId: null, hasSecret: false };
  const dates = { createdAt: "", updatedAt: "" };
  return { ...rest, ...dates, providerType: "service", source: "user", ...fields };
}

function resolve(
  fields: Partial<EmbeddingProvider>,
  environment: Record<string, string> = {},
  dimensions?: number,
) {
  const settings = loadConfig(environment);
  return resolveProvider(settings, { provider: provider(fields), apiKey: KEY, dimensions });
}

const system = { id: "sys_emb_openai", source: "system" } as const;

test("the system's provider is the service that is set, else the local model, else refused", () => {
  const key = "sk-system-0123456789";
  assert.deepEqual(
    resolve(system, { HOTDATA_OPENAI_API_KEY: key, HOTDATA_LOCAL_MODEL_DIR: modelDir }),
    {
      kind: "service",
      baseUrl: "https://api.openai.com/v1",
      model: "text-embedding-3-small",
      apiKey: key,
      dimensions: undefined,
      mayBeInternal: false,
    },
  );
  const own = { HOTDATA_OPENAI_BASE_URL: "http://models:8080/v1/", HOTDATA_OPENAI_MODEL: "e5" };
  assert.deepEqual(resolve(system, own, 7), {
    kind: "service",
    baseUrl: "http://models:8080/v1",
    model: "e5",
    apiKey: undefined,
    dimensions: 7,
    mayBeInternal: true,
  });
  const local = { HOTDATA_LOCAL_MODEL_DIR: modelDir };
  assert.deepEqual(resolve(system, local), { kind: "local", modelDir, dimensions: undefined });
  assert.throws(
    () => resolve(system),
    (error) => {
      assert.ok(error instanceof ApiError && error.code === "BAD_REQUEST");
      assert.match(
        error.message,
        /HOTDATA_OPENAI_API_KEY.*HOTDATA_LOCAL_MODEL_DIR.*hotdata-local-embeddings/,
      );
      return true;
    },
  );
});

test("a provider's config becomes a service; inside the network only where that is allowed", () => {
  const config = { base_url: "https://e.example/v1/", model: "m", dimensions: 5, extra: true };
  const ready = resolve({ config });
  const expected = { baseUrl: "https://e.example/v1", model: "m", apiKey: KEY, dimensions: 5 };
  assert.deepEqual(ready, { kind: "service", ...expected, mayBeInternal: false });
  assert.deepEqual(resolve({ config }, {}, 6), { ...ready, dimensions: 6 });
  assert.deepEqual(resolve({}), {
    ...ready,
    baseUrl: "https://api.openai.com/v1",
    model: "text-embedding-3-small",
    dimensions: undefined,
  });
  const allowed = { HOTDATA_EMBEDDING_HOSTS: "models.internal, 10.1.0.0/16" };
  for (const [host, mayBeInternal] of [
    ["Models.internal", true],
    ["10.1.2.3:8080", true],
    ["10.2.2.3:8080", false],
    ["other.internal", false],
  ] as const) {
    const found = resolve({ config: { ...config, base_url: `http://${host}/v1` } }, allowed);
    assert.deepEqual(found.kind === "service" && found.mayBeInternal, mayBeInternal, host);
  }
});

test("what cannot be used names the field or the setting", () => {
  const base_url = "https://e.example/v1";
  const cases: [Partial<EmbeddingProvider>, RegExp][] = [
    [{ config: { base_url } }, /config\.model/],
    [{ config: { base_url, model: 3 } }, /config\.model/],
    [{ config: { base_url: "ftp://x", model: "m" } }, /config\.base_url.*http/],
    [{ config: { base_url: `${base_url}?key=x`, model: "m" } }, /config\.base_url.*query/],
    [{ config: { model: "m", dimensions: 1.5 } }, /config\.dimensions/],
    [{ providerType: "local" }, /HOTDATA_LOCAL_MODEL_DIR/],
  ];
  for (const [fields, message] of cases) {
    assert.throws(
      () => resolve(fields),
      (error) => {
        assert.ok(error instanceof ApiError && error.code === "BAD_REQUEST");
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /sk-/);
        return true;
      },
    );
  }
});
