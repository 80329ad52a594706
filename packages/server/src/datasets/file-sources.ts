import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ColumnType, DatasetSource } from "@hotdata/contract";
import type { Kysely } from "kysely";
import type { Engine, LoadSource } from "../engine/engine.ts";
import { badRequest, invalidField } from "../http/api-error.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import { parseColumnTypes } from "../loads/parse-column-types.ts";
import { sniffFile } from "../loads/sniff-file.ts";
import { parseWebAddress } from "../net/web-address.ts";
import { WebFetchError } from "../net/web-fetch-error.ts";
import type { WebFetcher } from "../net/web-fetcher.ts";
import type { FileReading, UrlOrigin } from "./dataset.ts";
import type { PreparedSource } from "./prepared-source.ts";
import { writeFileRows } from "./write-file-rows.ts";

type SourceOf<Type extends DatasetSource["type"]> = Extract<DatasetSource, { type: Type }>;

/** What datasets need of uploads: each is used up by one dataset. */
export interface DatasetUploads {
  /** @throws {ApiError} 404 unknown, 400 not finalized, 409 in use or used up. */
  claim(workspaceId: string, uploadId: string): Promise<void>;
  isConsumed(workspaceId: string, uploadId: string): Promise<boolean>;
  open(
    workspaceId: string,
    uploadId: string,
  ): Promise<{ readonly path: string; readonly contentType: string | undefined }>;
  release(uploadId: string): Promise<void>;
  consume(uploadId: string, handle: Kysely<MetastoreTables>): Promise<void>;
  removeBytes(uploadId: string): Promise<void>;
}

const MAX_INLINE_BYTES = 1024 * 1024;

export interface FileSourceParts {
  readonly engine: Engine;
  readonly uploads: DatasetUploads;
  /** Undefined where nothing may be fetched from the web. */
  readonly web: WebFetcher | undefined;
}

/** Sources of rows that are files, or become one. */
export class FileSources {
  readonly #parts: FileSourceParts;

  constructor(parts: FileSourceParts) {
    this.#parts = parts;
  }

  /** Claims the upload: nobody else can use it until the source is recorded or abandoned. */
  async upload(workspaceId: string, source: SourceOf<"upload">): Promise<PreparedSource> {
    const { engine, uploads } = this.#parts;
    const { upload_id: uploadId } = source;
    const types = typesOf(source, "source.columns");
    await this.#claim(workspaceId, uploadId);
    return {
      type: "upload",
      write: async (dir, signal) => {
        const { path, contentType } = await uploads.open(workspaceId, uploadId);
        const label = `upload '${uploadId}'`;
        const file = await openFile({ path, contentType, label, types }, source);
        return writeFileRows(engine, { source: file, typesField: "source.columns", dir }, signal);
      },
      record: async (transaction) => {
        await uploads.consume(uploadId, transaction);
        return { type: "upload" };
      },
      afterwards: () => uploads.removeBytes(uploadId),
      abandon: () => uploads.release(uploadId),
    };
  }

  inline({ inline }: SourceOf<"inline">): PreparedSource {
    const { format, content } = inline;
    const sizeBytes = Buffer.byteLength(content);
    if (sizeBytes > MAX_INLINE_BYTES) {
      throw invalidField(
        "source.inline.content",
        `Inline data exceeds the maximum of 1 MiB: it has ${sizeBytes} bytes. Upload it as a ` +
          "file and name the upload as the source.",
      );
    }
    if (content.trim() === "") throw badRequest("No data found in the input: it is empty.");
    const field = "source.inline.columns";
    const types = typesOf(inline, field);
    return {
      type: "inline",
      write: async (dir, signal) => {
        const path = join(dir, `inline.${format}`);
        await writeFile(path, content);
        // So little is looked at as a whole.
        const source = { path, format, compression: "none", label: "inline data" } as const;
        const file: LoadSource = { ...source, ...types, fullScan: true };
        return writeFileRows(this.#parts.engine, { source: file, typesField: field, dir }, signal);
      },
      record: async () => ({ type: "inline" }),
    };
  }

  /** Nothing is fetched until the rows are written. */
  url(origin: UrlOrigin): PreparedSource {
    const { engine, web } = this.#parts;
    if (web === undefined) {
      throw invalidField(
        "source.url",
        "This server fetches nothing from the web (HOTDATA_URL_SOURCES is off): upload the file.",
      );
    }
    const field = "source.columns";
    const types = typesOf(origin, field);
    const address = parsedAddress(origin.url);
    return {
      type: "url",
      write: async (dir, signal) => {
        const path = join(dir, "fetched");
        const contentType = await fetchFile(web, { address, path, origin }, signal);
        // Without the query string, which may have secrets in it.
        const label = `file '${address.origin}${address.pathname}'`;
        const source = await openFile({ path, contentType, label, types }, origin);
        return writeFileRows(engine, { source, typesField: field, dir }, signal);
      },
      record: async () => origin,
    };
  }

  async #claim(workspaceId: string, uploadId: string): Promise<void> {
    const { uploads } = this.#parts;
    try {
      await uploads.claim(workspaceId, uploadId);
    } catch (error) {
      // Other than one in use, it will never be free again: repeating the request is no use.
      if (!(await uploads.isConsumed(workspaceId, uploadId))) throw error;
      throw badRequest(`Upload '${uploadId}' has already been consumed; upload the file again.`);
    }
  }
}

function parsedAddress(url: string): URL {
  try {
    return parseWebAddress(url);
  } catch (error) {
    throw urlProblem(error);
  }
}

interface FileToFetch {
  readonly address: URL;
  readonly path: string;
  readonly origin: UrlOrigin;
}

/** Returns the content type of what was fetched. */
async function fetchFile(
  web: WebFetcher,
  { address, path, origin }: FileToFetch,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { sizeBytes, contentType } = await web.download(address, path, signal);
    if (sizeBytes === 0) throw badRequest("No data found in the input: the file is empty.");
    const isPage = /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(contentType ?? "");
    if (!isPage || origin.format !== undefined) return contentType;
    throw new WebFetchError(
      "The address answers with a web page. Name the file itself, or send its format.",
    );
  } catch (error) {
    throw urlProblem(error);
  }
}

function urlProblem(error: unknown): unknown {
  return error instanceof WebFetchError ? invalidField("source.url", error.message) : error;
}

interface GivenTypes {
  readonly types?: Readonly<Record<string, ColumnType>>;
}

export function typesOf({ columns }: FileReading, field: string): GivenTypes {
  return columns === undefined ? {} : { types: parseColumnTypes(columns, field) };
}

interface FileToOpen {
  readonly path: string;
  readonly contentType: string | undefined;
  /** What messages call it. */
  readonly label: string;
  readonly types: GivenTypes;
}

export async function openFile(
  { path, contentType, label, types }: FileToOpen,
  { format }: FileReading,
): Promise<LoadSource> {
  const sniffed = await sniffFile(path, format, contentType);
  return { path, ...sniffed, label, ...types, fullScan: false };
}
