/** Keeps a database's files while they are read. Taken before the tables are resolved. */
export interface LakeHold extends Disposable {
  release(): void;
}

/**
 * Who reads files of which database. A file that was taken out of the catalog can only be in use by
 * those who held the database before, so it goes when all of them are done.
 */
export class LakeHolds {
  readonly #held = new Map<string, Set<number>>();
  #turn = 0;

  hold(databaseId: string): LakeHold {
    this.#turn += 1;
    const turn = this.#turn;
    const turns = this.#held.get(databaseId) ?? new Set();
    this.#held.set(databaseId, turns.add(turn));
    const release = (): void => {
      turns.delete(turn);
      if (turns.size === 0 && this.#held.get(databaseId) === turns) this.#held.delete(databaseId);
    };
    return { release, [Symbol.dispose]: release };
  }

  /** A point in the order of holds, for {@link isFree}. */
  mark(): number {
    return this.#turn;
  }

  /** Whether all holds on the database that were taken up to the mark are released. */
  isFree(databaseId: string, mark: number): boolean {
    const turns = this.#held.get(databaseId);
    return turns === undefined || [...turns].every((turn) => turn > mark);
  }
}
