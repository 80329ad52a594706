import type { TableModel } from "../crash/table-model.ts";

/** What one client's databases held after each of its operations; names are unique. */
export type World = ReadonlyMap<string, TableModel>;

/** A result that was acknowledged, with its bytes. */
export interface KeptResult {
  readonly id: string;
  readonly database: string;
  /** Number of operations that were done when it was acknowledged. */
  readonly after: number;
  readonly sha256: string;
}

/**
 * The history of one client, which does one thing at a time: after every operation its whole world is
 * known, so that a restored server must show it as it was after one of them.
 */
export class WorldHistory {
  readonly #worlds: World[] = [new Map()];
  readonly results: KeptResult[] = [];
  /** Rows of the loads among the operations, summed up. */
  readonly #loadedRows: number[] = [0];
  #begun = 0;

  get current(): World {
    return this.#worlds.at(-1) ?? new Map();
  }

  /** Operations that were acknowledged. */
  get done(): number {
    return this.#worlds.length - 1;
  }

  /** Operations that were sent off. */
  get begun(): number {
    return this.#begun;
  }

  begin(): void {
    this.#begun = this.done + 1;
  }

  /** @param rows that the operation loaded. */
  acknowledge(world: World, rows = 0): void {
    this.#worlds.push(world);
    this.#loadedRows.push((this.#loadedRows.at(-1) ?? 0) + rows);
  }

  /** Rows that were loaded by so many operations. */
  rowsAfter(operations: number): number {
    return this.#loadedRows[operations] ?? 0;
  }

  after(operations: number): World {
    const world = this.#worlds[operations];
    if (world === undefined) throw new Error(`there were no ${operations} operations`);
    return world;
  }
}

/** How far each client was: what was acknowledged, and what may have been done. */
export interface Span {
  readonly acknowledged: number;
  readonly begun: number;
}
