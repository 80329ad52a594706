import { mkdir, rm } from "node:fs/promises";
import type { Engine, WrittenFile } from "../engine/engine.ts";
import type { KeyedChange } from "../engine/keyed-change.ts";
import type { WriteLayout } from "../engine/write-layout.ts";
import type { CommitWriteOutcome, Lake, WritePlan } from "../lake/lake.ts";
import type { TypedSource } from "./typed-source.ts";
import { writeKeyedChange, writeRows } from "./write-rows.ts";

export interface StagedWriteParts {
  readonly engine: Engine;
  readonly lake: Lake;
}

/**
 * Files of one planned write, made source by source in its staging folder: they become rows of the
 * table together by `commit`, or are removed by `abandon`.
 */
export class StagedWrite {
  readonly #parts: StagedWriteParts;
  readonly #plan: WritePlan;
  readonly #layout: WriteLayout | undefined;
  /** The rows of the sources as data files. */
  readonly #files: WrittenFile[] = [];
  #change: KeyedChange | undefined;

  constructor(parts: StagedWriteParts, plan: WritePlan, layout: WriteLayout | undefined) {
    this.#parts = parts;
    this.#plan = plan;
    this.#layout = layout;
  }

  /** The rows that came from sources so far, as files. */
  get files(): readonly WrittenFile[] {
    return this.#files;
  }

  /** Bytes of what was written so far for the table. */
  get sizeBytes(): number {
    const files = this.#change?.files ?? this.#files;
    return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  /** Rows that came from sources so far. */
  get rowCount(): number {
    return this.#files.reduce((sum, { rowCount }) => sum + rowCount, 0);
  }

  async open(): Promise<void> {
    await mkdir(this.#plan.stagingDir, { recursive: true });
  }

  /** Returns the files that the source's rows became. */
  async add(source: TypedSource, signal: AbortSignal): Promise<readonly WrittenFile[]> {
    const { keyed } = this.#plan;
    // Rows that are still to be matched with others are kept as they come.
    const columns = keyed === undefined ? this.#plan.columns : keyed.incoming;
    const layout = keyed === undefined ? this.#layout : undefined;
    const plan = { ...this.#plan, columns };
    const written = await writeRows(this.#parts.engine, { plan, source, layout }, signal);
    this.#files.push(...written);
    return written;
  }

  /** Takes files that an earlier write had made alike; they lie in the staging folder. */
  takeOver(files: readonly WrittenFile[]): void {
    this.#files.push(...files);
  }

  /** After the last source: a write by key finds out what it changes. */
  async complete(signal: AbortSignal): Promise<void> {
    if (this.#plan.keyed === undefined) return;
    const incoming = { plan: this.#plan, files: this.#files, layout: this.#layout };
    this.#change = await writeKeyedChange(this.#parts, incoming, signal);
  }

  /** Publishes the rows; see {@link Lake.commitWrite}. */
  commit(loadId: string): Promise<CommitWriteOutcome> {
    const change = this.#change ?? { files: this.#files };
    return this.#parts.lake.commitWrite({ plan: this.#plan, ...change, loadId });
  }

  async abandon(): Promise<void> {
    await rm(this.#plan.stagingDir, { recursive: true, force: true });
  }
}
