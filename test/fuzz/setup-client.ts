/** Calls that prepare and check the run: proper ones, which must succeed. */
export class SetupClient {
  readonly #url: string;
  readonly #apiKey: string;

  constructor(url: string, apiKey: string) {
    this.#url = url;
    this.#apiKey = apiKey;
  }

  async createWorkspace(name: string): Promise<string> {
    const { workspace } = await this.#json("POST", "/v1/workspaces", "", { name });
    return String(fieldOf(workspace, "public_id"));
  }

  /** Connects to a database file of SQLite; returns the connection's id. */
  async createConnection(workspaceId: string, path: string): Promise<string> {
    const connection = { name: "items", source_type: "sqlite", config: { path } };
    const { id } = await this.#json("POST", "/v1/connections", workspaceId, connection);
    return String(id);
  }

  /** Whatever a path answers to a GET; undefined when it is refused. */
  async find(path: string, workspaceId: string): Promise<unknown> {
    const response = await this.#fetch("GET", path, workspaceId);
    const text = await response.text();
    return response.ok && text.startsWith("{") ? JSON.parse(text) : undefined;
  }

  /** Creates a database, loads rows into it and counts them; throws when any of it fails. */
  async checkMainJob(workspaceId: string): Promise<void> {
    await this.#json("GET", "/health", workspaceId);
    const { id } = await this.#json("POST", "/v1/databases", workspaceId, {
      schemas: [{ name: "main", tables: [{ name: "t" }] }],
    });
    const load = { mode: "replace", data: "id\n1\n2\n3\n", format: "csv" };
    const loads = `/v1/databases/${String(id)}/schemas/main/tables/t/loads`;
    await this.#json("POST", loads, workspaceId, load);
    const sql = "SELECT count(*) FROM main.t";
    const { rows } = await this.#json("POST", "/v1/query", workspaceId, { sql, database_id: id });
    if (JSON.stringify(rows) !== "[[3]]")
      throw new Error(`a query answered ${JSON.stringify(rows)}`);
  }

  async #json(method: string, path: string, workspaceId: string, body?: unknown) {
    const response = await this.#fetch(method, path, workspaceId, body);
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
    const json: Readonly<Record<string, unknown>> = JSON.parse(text);
    return json;
  }

  // oxlint-disable-next-line max-params -- a call has these four parts
  #fetch(method: string, path: string, workspaceId: string, body?: unknown): Promise<Response> {
    return fetch(this.#url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#apiKey}`,
        ...(workspaceId === "" ? {} : { "x-workspace-id": workspaceId }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
