import assert from "node:assert/strict";
import { test } from "node:test";
import type { Operation } from "@hotdata/contract";
import { type CallAs, callAs } from "../keys/call-as.ts";
import { type Answer, type CallOptions, startTestApp } from "../start-test-app.ts";
import { type IdKind, type IdPlace, listIdPlaces } from "./id-places.ts";

type Ids = Readonly<Record<IdKind | "outsideConnection", string>>;

/** Only the operator's key reaches these; to any other key every workspace is the same 403. */
const EXEMPT: Readonly<Record<string, string>> = {
  create_api_key: "keys are made by the operator",
};

/** One of everything in a workspace. */
async function populate(call: CallAs, workspaceId: string, name: string): Promise<Ids> {
  const made = async (
    method: string,
    path: string,
    options?: CallOptions,
  ): Promise<Answer["json"]> => {
    const answer = await call(method, path, options);
    assert.ok(answer.status < 300, `${path}: ${answer.text}`);
    return answer.json;
  };
  const schemas = [{ name: "main", tables: [{ name: "t" }] }];
  const database = await made("POST", "/v1/databases", { json: { name, schemas } });
  await made("POST", `/v1/databases/${database.id}/schemas/main/tables/t/loads`, {
    json: { mode: "replace", data: "n\n1\n" },
  });
  await made("POST", `/v1/databases/${database.id}/context`, { json: { name, content: "x" } });
  await made("POST", "/v1/context", { json: { name, content: "x" } });
  const batch = await made("POST", "/v1/databases/bulk", {
    json: { count: 1, name_template: `${name}-{n}` },
  });
  const answered = await made("POST", "/v1/query", {
    json: { sql: "SELECT 1", profile: true },
  });
  const saved = await made("POST", "/v1/queries", { json: { name, sql: "SELECT 1" } });
  const sandbox = await made("POST", "/v1/sandboxes", { json: { name } });
  const inline = { format: "csv", content: "a\n1\n" };
  const dataset = await made("POST", "/v1/datasets", { json: { label: name, source: { inline } } });
  const refreshed = await made("POST", "/v1/databases", { json: { name: `${name}2`, schemas } });
  const load = await made("POST", `/v1/databases/${refreshed.id}/schemas/main/tables/t/loads`, {
    json: { mode: "replace", data: "n\n1\n", async: true },
  });
  const upload = await made("POST", "/v1/files", {
    body: "a\n1\n",
    headers: { "content-type": "text/csv" },
  });
  await made("POST", "/v1/secrets", { json: { name, value: "x" } });
  const provider = await made("POST", "/v1/embedding-providers", {
    json: {
      name,
      provider_type: "service",
      config: { model: "m", base_url: "https://x.example/v1" },
    },
  });
  const outside = await made("POST", "/v1/connections", { json: { ...connection, name } });
  return {
    batch: batch.batch_id ?? batch.id,
    connection: database.default_connection_id,
    outsideConnection: outside.id,
    database: database.id,
    databaseContext: name,
    dataset: dataset.id,
    embeddingProvider: provider.id,
    job: load.id ?? load.job_id,
    queryRun: answered.query_run_id,
    result: answered.result_id,
    sandbox: sandbox.sandbox?.public_id ?? sandbox.public_id,
    savedQuery: saved.id,
    secret: name,
    upload: upload.id,
    workspace: workspaceId,
    workspaceContext: name,
  };
}

/** Of the same shape as the given one, and nobody's. */
function unknownLike(id: string): string {
  return `${id.slice(0, -6)}${id.endsWith("q7q7q7") ? "z9z9z9" : "q7q7q7"}`;
}

const column = { name: "other_name" };
const declared = { name: "declared_here" };
const load = { mode: "replace", data: "n\n1\n" };
const config = { host: "127.0.0.1", port: 9, database: "d", user: "u", password: "p" };
const connection = { source_type: "postgres", config, skip_discovery: true };
const index = { index_name: "i", columns: ["n"], index_type: "sorted" };

/** Bodies that would succeed, or come as far as the id, were it one's own. */
const bodies: Readonly<Record<string, object>> = {
  add_database_schema: declared,
  add_database_table: declared,
  add_managed_schema: declared,
  add_managed_table: declared,
  attach_database_catalog: { alias: "attached" },
  create_connection: { ...connection, name: "c" },
  create_dataset: { source: { type: "sql_query", sql: "SELECT 1 AS one" } },
  create_dataset_index: index,
  create_embedding_provider: { name: "p", provider_type: "service", config: { model: "m" } },
  create_index: index,
  execute_saved_query: {},
  finalize_upload_handler: {},
  fork_database: { name: "forked" },
  load_database_table: load,
  load_managed_table: load,
  mint_database_token: { grant_type: "existing_database", name: "n" },
  mint_sandbox_token: { grant_type: "existing_sandbox", name: "n" },
  mint_upload_parts_handler: { part_numbers: [1] },
  query: { sql: "SELECT 1" },
  refresh: {},
  rename_database_column: column,
  rename_database_schema: column,
  rename_database_table: column,
  set_table_sync: {},
  set_workspace_limits: { query_timeout_ms: 1000 },
  update_connection: { name: "renamed" },
  update_database: { name: "renamed" },
  update_dataset: { label: "renamed" },
  update_embedding_provider: { name: "renamed" },
  update_sandbox: { name: "renamed" },
  update_saved_query: { name: "renamed" },
  update_secret: { value: "y" },
  upsert_database_context: { name: "x", content: "y" },
};

/** Where an id of the body stands within others. */
function withField(operation: Operation, field: string, value: string): object {
  const body = bodies[operation.id] ?? {};
  if (operation.id === "create_dataset") return { source: { [field]: value } };
  if (field === "result_id" || field === "upload_id") return { mode: "replace", [field]: value };
  return { ...body, [field]: value };
}

interface Request {
  readonly path: string;
  readonly options: CallOptions;
}

/** A call that names one's own things, but for the one place. */
function requestWith(
  { operation, where, field }: Omit<IdPlace, "kind">,
  value: string,
  own: Ids,
): Request {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    where === "path" && name === field ? encodeURIComponent(value) : ownPart(operation, name, own),
  );
  const headers: Record<string, string> = where === "header" ? { [field]: value } : {};
  if (operation.id.endsWith("_upload_handler") || operation.id === "mint_upload_parts_handler") {
    headers["x-upload-finalize-token"] = "token";
  }
  if (operation.id === "upload_file") headers["content-type"] = "text/csv";
  const query = where === "query" ? `?${field}=${encodeURIComponent(value)}` : "";
  if (operation.body === undefined) return { path: path + query, options: { headers } };
  const body = where === "body" ? withField(operation, field, value) : bodies[operation.id];
  // Two datasets would not have one name.
  const labelled = operation.id === "create_dataset" ? { ...body, label: nextLabel() } : body;
  const isAttached = operation.id === "attach_database_catalog" && where === "path";
  const json = isAttached ? { ...labelled, connection_id: own.connection } : labelled;
  assert.ok(json !== undefined, `${operation.id}: no body is known that it would take`);
  return { path: path + query, options: { headers, json } };
}

let labels = 0;

function nextLabel(): string {
  labels += 1;
  return `label ${labels}`;
}

function ownPart(operation: Operation, name: string, own: Ids): string {
  const place = listIdPlaces().find(
    (one) => one.operation === operation && one.where === "path" && one.field === name,
  );
  if (place !== undefined) return own[place.kind];
  const names: Readonly<Record<string, string>> = {
    column: "n",
    index_name: "i",
    schema: "main",
    table: "t",
  };
  const part = names[name];
  assert.ok(part !== undefined, `${operation.id}: nothing is known for {${name}}`);
  return part;
}

/** Without what is new in each answer, and with the id taken out. */
function comparable({ status, text }: Answer, id: string): string {
  const plain = text
    .replaceAll(id, "{id}")
    .replaceAll(
      /"(request_id|trace_id|label|table_name|id|query_run_id|result_id|batch_id|created_at|updated_at|last_\w+|\w+_at|status_url|\w+_ms)":("[^"]*"|\d+)/g,
      '"$1":0',
    )
    .replaceAll(/\b(dbid|conn|data|rslt|qrun|req)[_a-z0-9]{20,}/g, "{new}");
  return `${status} ${plain}`;
}

test("fence: ids of another workspace answer as unknown ones", async (t) => {
  const app = await startTestApp(t);
  const { workspaceId } = app.app;
  const made = await app.call("POST", "/v1/workspaces", { json: { name: "theirs" } });
  const theirWorkspace: string = made.json.workspace.public_id;
  const call = await callAs(app, { workspaceId });
  const callTheirs = await callAs(app, { workspaceId: theirWorkspace });
  const own = await populate(call, workspaceId, "ours_0123456789");
  const theirs = await populate(callTheirs, theirWorkspace, "theirs_0123456789");
  const places = listIdPlaces().filter(({ operation }) => !(operation.id in EXEMPT));

  await t.test("on every route, in path, query, header and body", async () => {
    const different: string[] = [];
    const kinds = ({ kind }: IdPlace) =>
      kind === "connection" ? ([kind, "outsideConnection"] as const) : [kind];
    const asked = places.flatMap((place) => kinds(place).map((kind) => ({ ...place, kind })));
    for (const { kind, ...place } of asked) {
      const { operation, where, field } = place;
      const answers = [];
      for (const id of [theirs[kind], unknownLike(theirs[kind])]) {
        const { path, options } = requestWith(place, id, own);
        const answer = await call(operation.method, path, options);
        answers.push(comparable(answer, id));
        const isNamed = where === "path" || where === "body" || field === "x-database-id";
        if (answer.status >= 500 && answer.status !== 501)
          different.push(`${operation.id} ${field}: ${answer.text}`);
        if (isNamed && answer.status < 400) {
          different.push(`${operation.id} ${where} ${field}: ${answer.status} ${answer.text}`);
        }
      }
      if (answers[0] !== answers[1]) {
        different.push(`${operation.id} ${where} ${field}: ${answers.join(" <> ")}`);
      }
    }
    console.log(`fence: foreign ids in ${asked.length} places, different ${different.length}`);
    assert.deepEqual(different, []);
  });

  await t.test("nothing of the other workspace was changed", async () => {
    const after: readonly (readonly [string, string])[] = [
      ["/v1/connections/", theirs.outsideConnection],
      ["/v1/databases/", theirs.database],
      ["/v1/datasets/", theirs.dataset],
      ["/v1/queries/", theirs.savedQuery],
      ["/v1/sandboxes/", theirs.sandbox],
      ["/v1/secrets/", theirs.secret],
      ["/v1/embedding-providers/", theirs.embeddingProvider],
      ["/v1/results/", theirs.result],
      ["/v1/context/", theirs.workspaceContext],
      ["/v1/databases/bulk/", theirs.batch],
    ];
    for (const [path, id] of after) {
      const answer = await callTheirs("GET", path + id);
      assert.equal(answer.status, 200, `${path}: ${answer.text}`);
      assert.doesNotMatch(answer.text, /renamed/);
    }
  });

  await t.test("nor is it told by the time that it takes", async () => {
    const paths = [`/v1/databases/${theirs.database}`, `/v1/results/${theirs.result}`];
    for (const path of [...paths, `/v1/datasets/${theirs.dataset}`]) {
      const foreign: number[] = [];
      const unknown: number[] = [];
      for (let round = 0; round < 150; round += 1) {
        foreign.push(await timed(() => call("GET", path)));
        unknown.push(await timed(() => call("GET", unknownLike(path))));
      }
      const [one, other] = [median(foreign), median(unknown)];
      assert.ok(
        Math.abs(one - other) < 0.5 + 0.3 * Math.min(one, other),
        `${path}: ${one} <> ${other} ms`,
      );
    }
  });
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
