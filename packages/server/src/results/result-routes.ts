import {
  type GetResultResponse,
  operations,
  RESULT_CONTENT_TYPES,
  type ResultFormat,
} from "@hotdata/contract";
import { notFound } from "../http/api-error.ts";
import { json, jsonText, type Reply, stream } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { type QueryDatabases, resolveScope } from "../query/query-scope.ts";
import { releasedAfter } from "./released-after.ts";
import { requestedFormat } from "./requested-format.ts";
import type { ResultPage, ResultReader } from "./result-reader.ts";
import type { ResultStore, StoredResult } from "./result-store.ts";

export interface ResultRouteParts {
  readonly results: ResultStore;
  readonly reader: ResultReader;
  readonly databases: QueryDatabases;
}

export function resultRoutes({ results, reader, databases }: ResultRouteParts): Route[] {
  return [
    route(operations.list_results, async ({ headers, query, context }) => {
      const { workspaceId } = context;
      const scope = await resolveScope(databases, workspaceId, headers["x-database-id"]);
      const { limit, offset } = query;
      const rows = await results.list({ workspaceId, databaseId: scope?.id }, limit + 1, offset);
      const page = rows.slice(0, limit);
      const hasMore = rows.length > limit;
      return json(200, { results: page, count: page.length, limit, offset, has_more: hasMore });
    }),
    route(operations.get_result, async ({ headers, params, query, context }) => {
      const { workspaceId } = context;
      const scope = await resolveScope(databases, workspaceId, headers["x-database-id"]);
      const format = requestedFormat(query.format, headers.accept);
      const { result, hold } = await reader.open({ workspaceId, databaseId: scope?.id }, params.id);
      if (result?.status !== "ready") {
        await hold.release();
        if (result === undefined) throw notFound(`Result '${params.id}' not found.`);
        return unreadyReply(result);
      }
      context.beginEncode();
      const { offset, limit } = query;
      const page = { workspaceId, result, offset, limit, signal: context.signal };
      const reply = await readyReply(reader, page, { format, asked: query.format }).catch(
        async (error: unknown) => {
          await hold.release();
          throw error;
        },
      );
      return releasedAfter(reply, hold, context.signal);
    }),
  ];
}

interface AnswerFormat {
  readonly format: ResultFormat;
  /** What the query string said. */
  readonly asked: ResultFormat | undefined;
}

async function readyReply(
  reader: ResultReader,
  page: ResultPage,
  { format, asked }: AnswerFormat,
): Promise<Reply> {
  const contentType = RESULT_CONTENT_TYPES[format];
  if (format === "parquet") {
    // A file is whole: neither rows nor pages say anything, but its length tells a cut one.
    const { sizeBytes, body } = await reader.parquet(page);
    return stream({
      status: 200,
      contentType,
      headers: { "content-length": String(sizeBytes) },
      body,
    });
  }
  const headers = resultHeaders(page, `/v1/results/${page.result.id}`, asked);
  if (format === "json") return jsonText(200, reader.json(page), headers);
  return stream({ status: 200, contentType, headers, body: reader[format](page) });
}

function unreadyReply(result: Exclude<StoredResult, { status: "ready" }>): Reply {
  const { id, status } = result;
  if (status === "processing") {
    const body: GetResultResponse = { result_id: id, status };
    return json(202, body, { "retry-after": "1" });
  }
  const body: GetResultResponse = { result_id: id, status, error_message: result.errorMessage };
  return json(409, body);
}

/** Total and next page (RFC 8288), when a finite page stops short of the end. */
function resultHeaders(
  { result, offset, limit }: ResultPage,
  path: string,
  format: string | undefined,
): Record<string, string> {
  const headers: Record<string, string> = { "x-total-row-count": String(result.rowCount) };
  if (limit === undefined || limit === 0 || offset + limit >= result.rowCount) return headers;
  const query = new URLSearchParams({ offset: String(offset + limit), limit: String(limit) });
  if (format !== undefined) query.set("format", format);
  return { ...headers, link: `<${path}?${query.toString()}>; rel="next"` };
}
