import type { DiscoveredTable, Source, SourceRead, SourceReadRequest } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { discoverTable } from "./discover-table.ts";
import { keptFiles } from "./file-parts.ts";
import type { FilesContext } from "./files-context.ts";
import { FILES_SCHEMA } from "./files-schema.ts";
import { readTable } from "./read-table.ts";

/** A source whose tables are files somewhere else. They are read whole: there is nothing to ask them. */
export class FilesSource implements Source {
  readonly #context: FilesContext;

  constructor(context: FilesContext) {
    this.#context = context;
  }

  check(signal: AbortSignal): Promise<void> {
    return this.#context.files.check(signal);
  }

  async discover(signal: AbortSignal): Promise<readonly DiscoveredTable[]> {
    const found: DiscoveredTable[] = [];
    for (const table of await this.#context.files.tables(signal)) {
      found.push(await discoverTable(this.#context, table, signal));
    }
    return found;
  }

  async read(request: SourceReadRequest, signal: AbortSignal): Promise<SourceRead> {
    if (request.from !== undefined) {
      throw new SourceError(
        "unreadable",
        "Tables of files are always copied whole: they cannot be followed by a column.",
      );
    }
    if (request.schema !== FILES_SCHEMA) {
      throw new SourceError("changed", `There is no schema "${request.schema}".`);
    }
    const table = await this.#context.files.table(request.table, signal);
    const hasParts = request.isCopy === true && table.files.length > 1;
    const kept = hasParts
      ? await keptFiles(this.#context, table, request.kept ?? [], signal)
      : undefined;
    return readTable(this.#context, { table, request, kept }, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context[Symbol.asyncDispose]();
  }
}
