import type { OperationId } from "@hotdata/contract";
import type { Answer } from "../sandbox/sandboxed-server.ts";
import type { FenceFixture, FenceTarget } from "./fence-target.ts";

/** A field that becomes part of SQL, or of a file's name, without being SQL itself. */
export interface NameDoor {
  readonly name: string;
  readonly operations: readonly OperationId[];
  /** What is sent; each has to be refused. */
  texts(target: FenceTarget): readonly string[];
  send(fixture: FenceFixture, text: string): Promise<Answer>;
}

const names = ({ canaryFile, marker }: FenceTarget): readonly string[] => [
  "../../etc",
  "..",
  ".",
  "a/b",
  "a\\b",
  canaryFile,
  "x.csv",
  "x\0y",
  'a"b',
  `a"; COPY (SELECT 1) TO '${marker}'; --`,
  "a'); DROP TABLE mine; --",
  "read_text('x')",
  "\u0430bc",
  "a b",
  "",
  "x".repeat(200),
];

const columns = (target: FenceTarget): readonly string[] => [
  `n"; COPY (SELECT 1) TO '${target.marker}'; --`,
  "n) FROM read_text('/etc/passwd') --",
  "getenv('HOME')",
  "read_text('/etc/passwd')",
  "(SELECT 1)",
  target.canaryFile,
  "nothing",
];

const types = ({ marker }: FenceTarget): readonly string[] => [
  "INT) FROM read_text('/etc/passwd') --",
  `INT); COPY (SELECT 1) TO '${marker}'; --`,
  "ENUM('a')); --",
  "main.mine",
  "getenv('HOME')",
  "",
];

const texts = ({ marker }: FenceTarget): readonly string[] => [
  `', filename = true); COPY (SELECT 1) TO '${marker}'; --`,
  "';--",
  "ab'",
  "\0",
];

const TABLE_PATH = "schemas/main/tables";

function load(json: object) {
  return ({ server, databaseId }: FenceFixture): Promise<Answer> =>
    server.post(`/v1/databases/${databaseId}/${TABLE_PATH}/mine/loads`, {
      mode: "append",
      ...json,
    });
}

const declarations: readonly NameDoor[] = [
  {
    name: "name of a schema",
    operations: ["add_database_schema"],
    texts: names,
    send: ({ server, databaseId }, name) =>
      server.post(`/v1/databases/${databaseId}/schemas`, { name }),
  },
  {
    name: "name of a table",
    operations: ["add_database_table"],
    texts: names,
    send: ({ server, databaseId }, name) =>
      server.post(`/v1/databases/${databaseId}/${TABLE_PATH}`, { name }),
  },
  {
    name: "names of a new database",
    operations: ["create_database"],
    texts: names,
    send: ({ server }, name) =>
      server.post("/v1/databases", { name: "n", schemas: [{ name: "main", tables: [{ name }] }] }),
  },
  {
    name: "catalog of a new database",
    operations: ["create_database"],
    texts: (target) => [
      ...names(target).filter((name) => name !== ""),
      "system",
      "temp",
      "memory",
      "pg_catalog",
      "hotdata",
      "hotdata_functions",
    ],
    send: ({ server }, name) => server.post("/v1/databases", { name: "n", default_catalog: name }),
  },
  {
    name: "new name of a table",
    operations: ["rename_database_table"],
    texts: names,
    send: ({ server, databaseId }, name) =>
      server.call("PATCH", `/v1/databases/${databaseId}/${TABLE_PATH}/mine`, { json: { name } }),
  },
  {
    name: "column of a profile's table",
    operations: ["rename_database_column"],
    texts: columns,
    send: ({ server, databaseId }, column) =>
      server.call(
        "PATCH",
        `/v1/databases/${databaseId}/${TABLE_PATH}/mine/columns/${encodeURIComponent(column)}`,
        { json: { name: "m" } },
      ),
  },
  {
    name: "table in a path",
    operations: ["load_database_table"],
    texts: (target) => names(target).filter((name) => !["", ".", ".."].includes(name)),
    send: ({ server, databaseId }, name) =>
      server.post(`/v1/databases/${databaseId}/${TABLE_PATH}/${encodeURIComponent(name)}/loads`, {
        mode: "replace",
        data: "n\n1\n",
      }),
  },
];

const loads: readonly NameDoor[] = [
  {
    name: "type of a column",
    operations: ["load_database_table"],
    texts: types,
    send: (fixture, type) => load({ data: "n\n1\n", columns: { n: type } })(fixture),
  },
  {
    name: "type of a CSV column",
    operations: ["load_database_table"],
    texts: types,
    send: (fixture, type) => load({ data: "n\n1\n", csv: { types: { n: type } } })(fixture),
  },
  ...["delimiter", "quote", "escape", "comment", "encoding", "decimal", "thousands"].map(
    (option): NameDoor => ({
      name: `CSV ${option}`,
      operations: ["load_database_table"],
      texts,
      send: (fixture, text) => load({ data: "n\n1\n", csv: { [option]: text } })(fixture),
    }),
  ),
  {
    name: "key of a load",
    operations: ["load_database_table"],
    texts: columns,
    send: (fixture, key) => load({ data: "n\n1\n", mode: "upsert", key: [key] })(fixture),
  },
  {
    name: "result of another workspace",
    operations: ["load_database_table"],
    texts: ({ otherResultId }) => [otherResultId, "../results/x", "rslt%2F.."],
    send: (fixture, result_id) => load({ result_id, mode: "append" })(fixture),
  },
  {
    name: "upload",
    operations: ["load_database_table"],
    texts: ({ canaryFile, otherResultId }) => [canaryFile, "../outside.csv", otherResultId],
    send: (fixture, upload_id) => load({ upload_id, mode: "append" })(fixture),
  },
];

const queries: readonly NameDoor[] = [
  {
    name: "default schema",
    operations: ["query"],
    texts: (target) => [
      ...names(target).filter((name) => name !== ""),
      "system",
      "pg_catalog",
      "temp",
    ],
    send: ({ server, databaseId }, default_schema) =>
      server.post(
        "/v1/query",
        { sql: "SELECT * FROM duckdb_settings", default_schema },
        databaseId,
      ),
  },
  {
    name: "default catalog",
    operations: ["query"],
    texts: (target) => [
      ...names(target).filter((name) => name !== ""),
      "system",
      "temp",
      "memory",
      target.otherDatabaseId,
    ],
    send: ({ server, databaseId }, default_catalog) =>
      server.post("/v1/query", { sql: "SELECT * FROM mine", default_catalog }, databaseId),
  },
  {
    name: "type of a parameter",
    operations: ["query"],
    texts: types,
    send: ({ server, databaseId }, type) =>
      server.post("/v1/query", { sql: "SELECT ?", parameters: [{ type, value: "1" }] }, databaseId),
  },
  {
    name: "name of a parameter",
    operations: ["query"],
    texts: columns,
    send: ({ server, databaseId }, name) =>
      server.post("/v1/query", { sql: "SELECT $n", parameters: { [name]: "1" } }, databaseId),
  },
  {
    name: "url of a dataset",
    operations: ["create_dataset"],
    texts: ({ canaryFile }) => [
      `file://${canaryFile}`,
      canaryFile,
      "http://127.0.0.1:9/x.csv",
      "http://169.254.169.254/latest/meta-data/",
    ],
    send: ({ server }, url) =>
      server.post("/v1/datasets", { label: "u", source: { type: "url", url, format: "csv" } }),
  },
  {
    name: "table name of a dataset",
    operations: ["create_dataset"],
    texts: (target) => names(target).filter((name) => name !== "" && name.length < 200),
    send: ({ server }, table_name) =>
      server.post("/v1/datasets", {
        label: "t",
        table_name,
        source: { inline: { format: "csv", content: "a\n1\n" } },
      }),
  },
];

export const nameDoors: readonly NameDoor[] = [...declarations, ...loads, ...queries];
