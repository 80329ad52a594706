import type { DatasetSource } from "@hotdata/contract";
import { checkRefreshable } from "./check-refreshable.ts";
import type { DatasetOrigin } from "./dataset.ts";
import type { FileSources } from "./file-sources.ts";
import type { PreparedSource } from "./prepared-source.ts";
import type { QuerySources, StatementPlace } from "./query-sources.ts";

export interface SourceRequest {
  readonly workspaceId: string;
  /** Of a query source; other sources disregard it. */
  readonly databaseId: string | undefined;
  /** Of a query source, as well. */
  readonly sandboxId: string | undefined;
  readonly label: string;
  readonly source: DatasetSource;
}

/** Finds what datasets are made of. */
export class DatasetSources {
  readonly #files: FileSources;
  readonly #queries: QuerySources;

  constructor(files: FileSources, queries: QuerySources) {
    this.#files = files;
    this.#queries = queries;
  }

  /** @throws {ApiError} when there is no such source, or it is in use */
  async ofRequest(request: SourceRequest, signal: AbortSignal): Promise<PreparedSource> {
    const { workspaceId, label, source } = request;
    switch (source.type) {
      case "upload":
        return this.#files.upload(workspaceId, source);
      case "inline":
        return this.#files.inline(source);
      case "url":
        return this.#files.url(source);
      case "sql_query":
        return this.#queries.sqlQuery(request, source, label, signal);
      case "saved_query":
        return this.#queries.savedQuery(request, source);
    }
  }

  /** The source of a dataset once more. */
  async ofOrigin(
    place: Omit<StatementPlace, "databaseId">,
    origin: DatasetOrigin,
  ): Promise<PreparedSource> {
    checkRefreshable(origin);
    if (origin.type === "url") return this.#files.url(origin);
    return this.#queries.ofOrigin(place, origin);
  }
}
