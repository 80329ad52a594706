import { ApiClient } from "./api-client.ts";

export interface PreparedWorkspace {
  readonly client: ApiClient;
  /** Each has the table main.orders. */
  readonly databaseIds: readonly string[];
}

export interface WorkspacePlan {
  readonly name: string;
  readonly databases: number;
  readonly rows: number;
}

/** Makes a workspace with databases of orders, whose rows a query generates. */
export async function prepareWorkspace(
  url: string,
  apiKey: string,
  { name, databases, rows }: WorkspacePlan,
): Promise<PreparedWorkspace> {
  const created = await new ApiClient(url, apiKey).get("POST", "/v1/workspaces", {
    json: { name },
  });
  const client = new ApiClient(url, apiKey, workspaceIdOf(created));
  const databaseIds: string[] = [];
  for (let i = 0; i < databases; i += 1) {
    const database = await client.get("POST", "/v1/databases", { json: { name: `${name} ${i}` } });
    const id = String(database["id"]);
    const generated = await client.query(id, ordersSql(rows));
    const result_id = generated.json["result_id"];
    await client.get("POST", `/v1/databases/${id}/schemas/main/tables/orders/loads`, {
      json: { mode: "replace", result_id },
    });
    databaseIds.push(id);
  }
  return { client, databaseIds };
}

function workspaceIdOf({ workspace }: Readonly<Record<string, unknown>>): string {
  if (typeof workspace !== "object" || workspace === null || !("public_id" in workspace)) {
    throw new Error("a workspace was made without an id");
  }
  return String(workspace.public_id);
}

function ordersSql(rows: number): string {
  return `SELECT range AS id, range % 1000 AS customer, hash(range) % 10000 AS cents,
    'city ' || (hash(range * 7) % 50) AS city, DATE '2025-01-01' + (range % 365)::INTEGER AS day
    FROM range(${rows})`;
}
