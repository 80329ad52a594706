import type { ApiClient } from "../server/api-client.ts";

export interface Run {
  readonly id: string;
  readonly status: string;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly traceId: string | null;
}

/** All query runs of a workspace. */
export async function listRuns(client: ApiClient): Promise<Run[]> {
  const runs: Run[] = [];
  for (let cursor = ""; ;) {
    const after = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await client.get("GET", `/v1/query-runs?limit=1000${after}`);
    if (!Array.isArray(page["query_runs"])) throw new Error("a page without query runs");
    runs.push(...page["query_runs"].map(runOf));
    if (page["has_more"] !== true) return runs;
    cursor = String(page["next_cursor"]);
  }
}

function runOf(item: unknown): Run {
  const fields = new Map<string, unknown>(Object.entries(Object(item)));
  const textOrNull = (name: string): string | null => {
    const value = fields.get(name);
    return typeof value === "string" ? value : null;
  };
  return {
    id: textOrNull("id") ?? "",
    status: textOrNull("status") ?? "",
    errorCode: textOrNull("error_code"),
    errorMessage: textOrNull("error_message"),
    traceId: textOrNull("trace_id"),
  };
}
