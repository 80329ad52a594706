import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LoadSource } from "../engine/engine.ts";
import { badRequest, invalidField } from "../http/api-error.ts";
import type { ResultSource, ResultSources } from "../results/result-sources.ts";
import type { DataInput, LoadInput, LoadTarget, ResultInput, UploadInput } from "./load-request.ts";
import type { FileOptions } from "./parse-file-options.ts";
import { sniffFile } from "./sniff-file.ts";

/** Where the bytes of a claimed upload are. */
export interface LoadUploads {
  open(workspaceId: string, uploadId: string): Promise<OpenedUpload>;
}

export interface OpenedUpload {
  /** Absolute path of the uploaded bytes. */
  readonly path: string;
  readonly contentType: string | undefined;
  /** As the client named it, if it did; for messages. */
  readonly filename: string | undefined;
}

/** The files of a load, readable by the engine until they are closed. */
export interface OpenedInput {
  readonly sources: readonly LoadSource[];
  close(): Promise<void>;
}

export interface LoadInputParts {
  readonly uploads: LoadUploads;
  readonly results: ResultSources;
  /** Folder for inline data while it is loaded; the engine may read it. */
  readonly inlineDir: string;
}

/** Turns what a request names into files. */
export class LoadInputs {
  readonly #parts: LoadInputParts;

  constructor(parts: LoadInputParts) {
    this.#parts = parts;
  }

  /** @throws {ApiError} for a result that is unknown, not ready, failed, or has a name twice */
  open(loadId: string, target: LoadTarget, input: LoadInput): Promise<OpenedInput> {
    switch (input.kind) {
      case "uploads":
        return this.#openUploads(target.workspaceId, input);
      case "data":
        return this.#writeData(loadId, input);
      case "result":
        return this.#openResult(target, input);
    }
  }

  /** Removes what a stopped server was loading. */
  async clear(): Promise<void> {
    await rm(this.#parts.inlineDir, { recursive: true, force: true });
  }

  async #openUploads(workspaceId: string, input: UploadInput): Promise<OpenedInput> {
    const sources: LoadSource[] = [];
    for (const id of input.uploadIds) {
      const { path, contentType, filename } = await this.#parts.uploads.open(workspaceId, id);
      const sniffed = await sniffFile(path, input.format, contentType);
      refuseUnused(input.file, id, sniffed.format);
      const label = filename ?? `upload '${id}'`;
      sources.push({ path, ...sniffed, ...input.file, label, fullScan: false });
    }
    return { sources, close: async () => {} };
  }

  async #writeData(loadId: string, { csvText, types, file }: DataInput): Promise<OpenedInput> {
    const { inlineDir } = this.#parts;
    await mkdir(inlineDir, { recursive: true });
    const path = join(inlineDir, `${loadId}.csv`);
    const close = () => rm(path, { force: true });
    try {
      await writeFile(path, csvText);
    } catch (error) {
      await close();
      throw error;
    }
    // At most 2 MiB: looking at all of it costs nothing.
    const source: LoadSource = {
      path,
      format: "csv",
      compression: "none",
      label: "data",
      fullScan: true,
      ...file,
      types: { ...types, ...file?.types },
    };
    return { sources: [source], close };
  }

  async #openResult(target: LoadTarget, { resultId }: ResultInput): Promise<OpenedInput> {
    const { workspaceId, databaseId } = target;
    const scope = { workspaceId, databaseId, withUnscoped: true };
    const result = await this.#parts.results.open(scope, resultId);
    try {
      const columnNames = namesOf(result, resultId);
      const source: LoadSource = {
        path: result.path,
        format: "parquet",
        compression: "none",
        label: `result '${resultId}'`,
        fullScan: false,
        columnNames,
      };
      return { sources: [source], close: () => result.release() };
    } catch (error) {
      await result.release();
      throw error;
    }
  }
}

function refuseUnused(
  file: FileOptions | undefined,
  uploadId: string,
  format: LoadSource["format"],
): void {
  const isCsvOnly = file?.csv !== undefined && format !== "csv";
  const isTextOnly = file?.rejectsBadRows === true && format === "parquet";
  if (!isCsvOnly && !isTextOnly) return;
  const field = isCsvOnly ? "csv" : "on_error";
  throw invalidField(field, `${field} does not apply to upload '${uploadId}', which is ${format}.`);
}

/** A table needs distinct names; SQL results may have one twice. */
function namesOf({ columns }: ResultSource, resultId: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const { name } of columns) {
    counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  }
  const twice = [...counts].filter(([, count]) => count > 1).map(([name]) => `"${name}"`);
  if (twice.length > 0) {
    throw badRequest(
      `Result '${resultId}' has more than one column called ${twice.join(", ")}; give each a name of its own in the query (SELECT ... AS name).`,
    );
  }
  return columns.map(({ name }) => name);
}
