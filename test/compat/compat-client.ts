import { readFile } from "node:fs/promises";
import { z } from "zod";

const createdDatabase = z.object({ id: z.string(), default_connection_id: z.string() });
const databaseList = z.object({
  databases: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
});
const databaseDetail = z.object({ default_schema: z.string() });
const workspaceList = z.object({ workspaces: z.array(z.object({ public_id: z.string() })).min(1) });
const upload = z.object({ id: z.string() });
const load = z.object({ row_count: z.number() });
const answer = z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) });

export interface CreatedDatabase {
  readonly id: string;
  readonly connectionId: string;
}

export interface TableName {
  readonly databaseId: string;
  readonly schema: string;
  readonly table: string;
}

/** The few calls that prepare what the clients under test read. */
export class CompatClient {
  readonly #url: string;
  readonly #apiKey: string;

  constructor(url: string, apiKey: string) {
    this.#url = url;
    this.#apiKey = apiKey;
  }

  async workspaceId(): Promise<string> {
    const { workspaces } = workspaceList.parse(await this.#send("GET", "/v1/workspaces"));
    const [first] = workspaces;
    if (first === undefined) throw new Error("the server has no workspace");
    return first.public_id;
  }

  /** The workspace's own database, where names without a database resolve. */
  async defaultDatabase(): Promise<{ id: string; schema: string }> {
    const { databases } = databaseList.parse(await this.#send("GET", "/v1/databases"));
    const id = databases.find((database) => database.name === "default")?.id;
    if (id === undefined) throw new Error("the workspace has no database named default");
    const detail = databaseDetail.parse(await this.#send("GET", `/v1/databases/${id}`));
    return { id, schema: detail.default_schema };
  }

  async createDatabase(name: string, schemas: readonly unknown[]): Promise<CreatedDatabase> {
    const created = createdDatabase.parse(
      await this.#send("POST", "/v1/databases", JSON.stringify({ name, schemas })),
    );
    return { id: created.id, connectionId: created.default_connection_id };
  }

  /** Uploads a Parquet file and replaces a table by it; returns the table's row count. */
  async loadParquet(table: TableName, path: string): Promise<number> {
    const type = "application/vnd.apache.parquet";
    const { id } = upload.parse(await this.#send("POST", "/v1/files", await readFile(path), type));
    return this.load(table, { mode: "replace", upload_id: id });
  }

  /** Sends one load; returns the table's row count. */
  async load({ databaseId, schema, table }: TableName, request: object): Promise<number> {
    const loads = `/v1/databases/${databaseId}/schemas/${schema}/tables/${table}/loads`;
    return load.parse(await this.#send("POST", loads, JSON.stringify(request))).row_count;
  }

  /** Rows of a query in one database. */
  async rows(databaseId: string, sql: string): Promise<unknown[][]> {
    return (await this.#query(databaseId, sql)).rows;
  }

  /** Column names of a query's answer. */
  async columns(databaseId: string, sql: string): Promise<string[]> {
    return (await this.#query(databaseId, sql)).columns;
  }

  async #query(databaseId: string, sql: string) {
    const body = JSON.stringify({ sql, database_id: databaseId });
    return answer.parse(await this.#send("POST", "/v1/query", body));
  }

  async #send(
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    contentType = "application/json",
  ): Promise<unknown> {
    const response = await fetch(this.#url + path, {
      method,
      headers: { authorization: `Bearer ${this.#apiKey}`, "content-type": contentType },
      signal: AbortSignal.timeout(60_000),
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  }
}
