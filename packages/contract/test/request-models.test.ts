import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import {
  CreateDatabaseRequest,
  CreateUploadRequest,
  LoadManagedTableRequest,
  MintUploadPartsRequest,
  type Operation,
  operations,
  QueryRequest,
} from "../src/contract.ts";

/** The least that each request needs; a request that is not here needs nothing. */
const MINIMAL: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ExchangeTokenRequest: { grant_type: "api_token" },
  CreateWorkspaceRequest: { name: "analytics" },
  AddManagedSchemaRequest: { name: "public" },
  AddManagedTableRequest: { name: "orders" },
  LoadManagedTableRequest: { mode: "replace" },
  BatchCreateUploadRequest: { uploads: [{}] },
  MintUploadPartsRequest: { part_numbers: [1] },
  QueryRequest: { sql: "SELECT 1" },
  AttachDatabaseCatalogRequest: { connection_id: "conn1" },
  BulkCreateDatabasesRequest: { count: 1 },
  UpsertDatabaseContextRequest: { name: "notes", content: "" },
  UpsertWorkspaceContextRequest: { name: "notes", content: "" },
  CreateSavedQueryRequest: { name: "all", sql: "SELECT 1" },
  CreateConnectionRequest: { name: "shop", source_type: "postgres", config: {} },
  CreateIndexRequest: { index_name: "by_id", columns: ["id"] },
  UpdateApiKeyRequest: { name: "ci" },
  CreateEmbeddingProviderRequest: { name: "mine", provider_type: "service" },
  CreateSecretRequest: { name: "warehouse", value: "v" },
  UpdateSecretRequest: { value: "v" },
  CreateDatasetRequest: { label: "sales", source: { type: "sql_query", sql: "SELECT 1" } },
  RenameSchemaRequest: { name: "sales" },
  RenameTableRequest: { name: "orders" },
  RenameColumnRequest: { name: "amount" },
};

/** Requests that change things, where null takes a value away and leaving it out keeps it. */
const NULL_IS_A_VALUE: Readonly<Record<string, readonly string[]>> = {
  UpdateEmbeddingProviderRequest: ["secret_name"],
  UpdateConnectionRequest: ["refresh_seconds"],
  UpdateDatabaseRequest: ["name", "expires_at"],
  UpdateDatasetRequest: ["pinned_version"],
  UpdateSavedQueryRequest: ["category_override", "table_size_override"],
};
/** One field of those that refuse to change nothing. */
const A_CHANGE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  UpdateSavedQueryRequest: { name: "new" },
};

const registry: readonly Operation[] = Object.values(operations);
const requests = new Map(
  registry.flatMap(({ body }) => {
    const id = body?.model && z.globalRegistry.get(body.model)?.id;
    return body?.model instanceof z.ZodObject && id !== undefined ? [[id, body.model]] : [];
  }),
);

test("every request with a body model is covered here", () => {
  assert.equal(
    requests.size,
    new Set(registry.map(({ body }) => body?.model).filter(Boolean)).size,
  );
});

for (const [id, model] of requests) {
  const minimal = MINIMAL[id] ?? {};
  const change = { ...minimal, ...A_CHANGE[id] };
  const kept = NULL_IS_A_VALUE[id] ?? [];
  const optional = Object.keys(model.shape).filter(
    (name) => !(name in change) && !kept.includes(name),
  );

  test(`${id} takes null for every optional field, and means the same`, () => {
    const nulls = Object.fromEntries(optional.map((name) => [name, null]));
    assert.deepEqual(present(model.parse({ ...change, ...nulls })), present(model.parse(change)));
  });

  test(`${id} insists on its required fields`, () => {
    for (const name of Object.keys(minimal)) {
      const { [name]: _, ...rest } = minimal;
      assert.equal(model.safeParse(rest).success, false, name);
    }
  });

  test(`${id} drops fields it does not know`, () => {
    assert.deepEqual(
      model.parse({ ...change, storage_backend: "x", async_after: 1 }),
      model.parse(change),
    );
  });
}

test("empty lists and empty texts count as left out", () => {
  const body = { mode: "append", key: [], columns: {}, upload_id: "", format: "", async: null };
  assert.deepEqual(present(LoadManagedTableRequest.parse(body)), { mode: "append" });
  assert.deepEqual(
    present(CreateDatabaseRequest.parse({ expires_at: "", default_schema: " " })),
    {},
  );
});

test("an empty database id is kept: the server has to refuse it", () => {
  assert.equal(QueryRequest.parse({ sql: "SELECT 1", database_id: "" }).database_id, "");
  assert.equal(operations.query.headers.parse({ "x-database-id": "" })["x-database-id"], "");
});

test("declared names become lower case", () => {
  const parsed = CreateDatabaseRequest.parse({
    default_catalog: "Sales",
    schemas: [{ name: "Public", tables: [{ name: "ORDERS", key: ["orderId"] }] }],
  });
  assert.equal(parsed.default_catalog, "sales");
  assert.deepEqual(parsed.schemas, [
    { name: "public", tables: [{ name: "orders", key: ["orderId"] }] },
  ]);
});

const refusals: readonly [string, z.ZodType, unknown, string][] = [
  ["a reserved catalog", CreateDatabaseRequest, { default_catalog: "Hotdata" }, "default_catalog"],
  ["a name with a dash", CreateDatabaseRequest, { schemas: [{ name: "a-b" }] }, "schemas.0.name"],
  ["a name with a digit first", CreateDatabaseRequest, { default_schema: "1a" }, "default_schema"],
  [
    "a name of 129 characters",
    CreateDatabaseRequest,
    { default_schema: "a".repeat(129) },
    "default_schema",
  ],
  ["an empty statement", QueryRequest, { sql: " \n" }, "sql"],
  ["an unknown dialect", QueryRequest, { sql: "SELECT 1", dialect: "oracle" }, "dialect"],
  [
    "a delay without async",
    QueryRequest,
    { sql: "SELECT 1", async_after_ms: 1000 },
    "async_after_ms",
  ],
  [
    "a delay below a second",
    QueryRequest,
    { sql: "SELECT 1", async: true, async_after_ms: 999 },
    "async_after_ms",
  ],
  ["an unknown format", LoadManagedTableRequest, { mode: "append", format: "xml" }, "format"],
  [
    "a long idempotency key",
    LoadManagedTableRequest,
    { mode: "append", idempotency_key: "k".repeat(256) },
    "idempotency_key",
  ],
  ["a negative size", CreateUploadRequest, { declared_size_bytes: -1 }, "declared_size_bytes"],
  ["another checksum", CreateUploadRequest, { checksum_algo: "md5" }, "checksum_algo"],
  ["part 0", MintUploadPartsRequest, { part_numbers: [0] }, "part_numbers.0"],
  ["part 10001", MintUploadPartsRequest, { part_numbers: [10_001] }, "part_numbers.0"],
  ["no parts", MintUploadPartsRequest, { part_numbers: [] }, "part_numbers"],
];

for (const [what, model, body, field] of refusals) {
  test(`refused: ${what}`, () => {
    const { error } = model.safeParse(body);
    assert.deepEqual(
      error?.issues.map(({ path }) => path.join(".")),
      [field],
    );
  });
}

function present(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
