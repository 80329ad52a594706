import type { TableModel } from "../crash/table-model.ts";
import { History } from "./history.ts";

/** What one client's databases held after one of its operations; names are unique. */
export type World = ReadonlyMap<string, TableModel>;

/** A result that was acknowledged, with its bytes. */
export interface KeptResult {
  readonly id: string;
  readonly database: string;
  /** Number of operations that were done when it was acknowledged. */
  readonly after: number;
  readonly sha256: string;
}

export class WorldHistory extends History<World> {
  readonly results: KeptResult[] = [];
  readonly #loadedRows: number[] = [0];

  constructor() {
    super(new Map());
  }

  /** @param rows that the operation loaded. */
  override acknowledge(world: World, rows = 0): void {
    super.acknowledge(world);
    this.#loadedRows.push((this.#loadedRows.at(-1) ?? 0) + rows);
  }

  /** Rows that were loaded by so many operations. */
  rowsAfter(operations: number): number {
    return this.#loadedRows[operations] ?? 0;
  }
}
