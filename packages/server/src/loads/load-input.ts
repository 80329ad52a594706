import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ColumnType } from "@hotdata/contract";
import type { LoadSource, SourceFormat } from "../engine/engine.ts";
import type { LoadRecord, LoadStore } from "./load-store.ts";
import { sniffFile } from "./sniff-file.ts";

/** Where the rows of a load come from. */
export type LoadInput =
  | {
      readonly kind: "upload";
      readonly uploadId: string;
      readonly format: SourceFormat | undefined;
    }
  | {
      readonly kind: "data";
      /** Names the load in the catalog's history. */
      readonly loadId: string;
      readonly csvText: string;
      readonly types: Readonly<Record<string, ColumnType>> | undefined;
    };

/** What loads need of the uploads. */
export interface LoadUploads {
  /** Takes the upload for one load; refuses when it is unknown, in use or used up. */
  claim(workspaceId: string, uploadId: string): Promise<ClaimedUpload>;
  release(uploadId: string): Promise<void>;
  consume(uploadId: string): Promise<void>;
}

export interface ClaimedUpload {
  /** Absolute path of the uploaded bytes. */
  readonly path: string;
  readonly contentType: string | undefined;
}

/** An input that belongs to one load until it is consumed or released. */
export interface ClaimedInput {
  readonly source: LoadSource;
  consume(record: LoadRecord): Promise<void>;
  release(): Promise<void>;
}

export interface LoadInputParts {
  readonly uploads: LoadUploads;
  readonly loads: LoadStore;
  /** Folder for inline data while it is loaded; the engine may read it. */
  readonly inlineDir: string;
}

export class LoadInputs {
  readonly #parts: LoadInputParts;

  constructor(parts: LoadInputParts) {
    this.#parts = parts;
  }

  claim(workspaceId: string, input: LoadInput): Promise<ClaimedInput> {
    return input.kind === "upload"
      ? this.#claimUpload(workspaceId, input)
      : this.#writeInline(input);
  }

  async #claimUpload(
    workspaceId: string,
    { uploadId, format }: LoadInput & { readonly kind: "upload" },
  ): Promise<ClaimedInput> {
    const { uploads, loads } = this.#parts;
    const { path, contentType } = await uploads.claim(workspaceId, uploadId);
    try {
      const sniffed = await sniffFile(path, format, contentType);
      return {
        source: { path, ...sniffed, label: `upload '${uploadId}'`, fullScan: false },
        consume: async (record) => {
          await loads.put(uploadId, record);
          await uploads.consume(uploadId);
        },
        release: () => uploads.release(uploadId),
      };
    } catch (error) {
      await uploads.release(uploadId);
      throw error;
    }
  }

  async #writeInline(input: LoadInput & { readonly kind: "data" }): Promise<ClaimedInput> {
    const { inlineDir } = this.#parts;
    await mkdir(inlineDir, { recursive: true });
    const path = join(inlineDir, `${input.loadId}.csv`);
    await writeFile(path, input.csvText);
    const remove = () => rm(path, { force: true });
    return {
      source: {
        path,
        format: "csv",
        compression: "none",
        label: "data",
        // At most 2 MiB: looking at all of it costs nothing.
        fullScan: true,
        ...(input.types === undefined ? {} : { types: input.types }),
      },
      consume: remove,
      release: remove,
    };
  }
}
