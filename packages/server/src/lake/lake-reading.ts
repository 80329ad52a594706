import type { Lake, ResolvedSnapshot, TableToRead } from "./lake.ts";
import type { LakeHold } from "./lake-holds.ts";

/** What queries need of a lake. */
export type ReadableLake = Pick<Lake, "resolve" | "listTables">;

/** Reads tables for one piece of work: no file that it resolved is removed before it is disposed. */
export class LakeReading implements ReadableLake, Disposable {
  readonly #lake: Lake;
  readonly #holds = new Map<string, LakeHold>();

  constructor(lake: Lake) {
    this.#lake = lake;
  }

  resolve(databaseId: string, tables: readonly TableToRead[]): Promise<ResolvedSnapshot> {
    // Held before the catalog is read: what it names then stays.
    const hold = this.#holds.get(databaseId) ?? this.#lake.hold(databaseId);
    this.#holds.set(databaseId, hold);
    return this.#lake.resolve(databaseId, tables);
  }

  listTables(databaseId: string) {
    return this.#lake.listTables(databaseId);
  }

  [Symbol.dispose](): void {
    for (const hold of this.#holds.values()) hold.release();
    this.#holds.clear();
  }
}
