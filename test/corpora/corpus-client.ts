import { readFile } from "node:fs/promises";
import { z } from "zod";
import { parseLossless } from "./compare/lossless-json.ts";

const CALL_LIMIT_MS = 180_000;

const created = z.object({ id: z.string() });
const answered = z.object({
  result_id: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.unknown())),
  truncated: z.boolean(),
});
const stored = z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) });
const refused = z.object({ error: z.object({ message: z.string() }) });

export type Format = "json" | "arrow" | "parquet" | "csv" | "md";
export type Dialect = "duckdb" | "hotsql" | "postgres";

/** Rows as JSON values, numbers with all their digits. */
export interface JsonRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

export interface Answer extends JsonRows {
  readonly resultId: string;
  /** More rows are in the result than here. */
  readonly isCut: boolean;
}

/** A statement that was not answered with rows. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

export interface TableName {
  readonly schema: string;
  readonly table: string;
}

/** The calls that the corpora make. */
export class CorpusClient {
  readonly #url: string;
  readonly #apiKey: string;

  constructor(url: string, apiKey: string) {
    this.#url = url;
    this.#apiKey = apiKey;
  }

  async createDatabase(name: string): Promise<string> {
    const body = JSON.stringify({ name, default_schema: "main" });
    return created.parse(JSON.parse(await this.#text("POST", "/v1/databases", body))).id;
  }

  async deleteDatabase(id: string): Promise<void> {
    await this.#text("DELETE", `/v1/databases/${id}`);
  }

  /** Makes the table hold the rows of a Parquet file. */
  async loadParquet(databaseId: string, { schema, table }: TableName, path: string): Promise<void> {
    const upload = await this.#send("POST", "/v1/files", {
      contentType: "application/x-parquet",
      body: new Uint8Array(await readFile(path)),
    });
    const uploadId = created.parse(await upload.json()).id;
    const load = `${tablePath(databaseId, { schema, table })}/loads`;
    await this.#text("POST", load, JSON.stringify({ mode: "replace", upload_id: uploadId }));
  }

  async deleteTable(databaseId: string, name: TableName): Promise<void> {
    await this.#text("DELETE", tablePath(databaseId, name));
  }

  async query(databaseId: string, sql: string, dialect: Dialect): Promise<Answer | Refusal> {
    const response = await this.#fetch("POST", "/v1/query", {
      contentType: "application/json",
      body: JSON.stringify({ sql, database_id: databaseId, dialect }),
    });
    const text = await response.text();
    if (!response.ok) return { status: response.status, message: messageOf(text) };
    const { result_id, columns, rows, truncated } = answered.parse(parseLossless(text));
    return { resultId: result_id, columns, rows, isCut: truncated };
  }

  async resultRows(databaseId: string, resultId: string): Promise<JsonRows> {
    const bytes = await this.result(databaseId, resultId, "json");
    return stored.parse(parseLossless(Buffer.from(bytes).toString("utf8")));
  }

  /** A whole stored result as it is sent in a format. */
  async result(databaseId: string, resultId: string, format: Format): Promise<Uint8Array> {
    const path = `/v1/results/${resultId}?format=${format}`;
    const response = await this.#send("GET", path, { databaseId });
    return new Uint8Array(await response.arrayBuffer());
  }

  async #text(method: string, path: string, body?: string): Promise<string> {
    const request = body === undefined ? {} : { contentType: "application/json", body };
    return (await this.#send(method, path, request)).text();
  }

  async #send(method: string, path: string, request: Request): Promise<Response> {
    const response = await this.#fetch(method, path, request);
    if (response.ok) return response;
    throw new ApiFailure(`${method} ${path}`, response.status, messageOf(await response.text()));
  }

  #fetch(method: string, path: string, request: Request): Promise<Response> {
    const { body, contentType, databaseId } = request;
    return fetch(this.#url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#apiKey}`,
        ...(contentType === undefined ? {} : { "content-type": contentType }),
        ...(databaseId === undefined ? {} : { "x-database-id": databaseId }),
      },
      signal: AbortSignal.timeout(CALL_LIMIT_MS),
      ...(body === undefined ? {} : { body }),
    });
  }
}

interface Request {
  readonly body?: BodyInit;
  readonly contentType?: string;
  readonly databaseId?: string;
}

/** A call that should have succeeded and was refused. */
export class ApiFailure extends Error {
  readonly status: number;

  constructor(call: string, status: number, message: string) {
    super(`${call}: ${status} ${message}`);
    this.name = "ApiFailure";
    this.status = status;
  }
}

function tablePath(databaseId: string, { schema, table }: TableName): string {
  const [inSchema, name] = [schema, table].map(encodeURIComponent);
  return `/v1/databases/${databaseId}/schemas/${inSchema}/tables/${name}`;
}

function messageOf(text: string): string {
  try {
    return refused.parse(JSON.parse(text)).error.message;
  } catch {
    return text;
  }
}
