import { sql, type Transaction } from "kysely";
import type { MetastoreTables } from "./metastore-tables.ts";
import type { Metastore } from "./open-metastore.ts";

type Work<T> = (transaction: Transaction<MetastoreTables>) => Promise<T>;

interface Member {
  /** Does its part; once that is on disk, or has failed, the returned function tells its caller. */
  run(transaction: Transaction<MetastoreTables>, isAlone: boolean): Promise<() => void>;
  fail(error: unknown): void;
}

/**
 * Lets what comes at about the same time wait for the disk together: one commit takes as long for
 * many as for one, and nothing else can happen in this process meanwhile. Each part is there whole
 * or not at all, whatever becomes of the others.
 */
export class SharedCommits {
  readonly #metastore: Metastore;
  #waiting: Member[] = [];
  #isBusy = false;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Resolves once the work is committed, and rejects with what it failed with. */
  run<T>(work: Work<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.push({
      run: async (transaction, isAlone) => {
        const part = isAlone
          ? { isUndone: false as const, done: await work(transaction) }
          : await inSavepoint(transaction, work);
        return () => (part.isUndone ? reject(part.error) : resolve(part.done));
      },
      fail: reject,
    });
    if (!this.#isBusy) this.#begin();
    return promise;
  }

  /** Whatever else has been read from the network by now belongs to the same commit. */
  #begin(): void {
    this.#isBusy = true;
    setImmediate(() => {
      const members = this.#waiting;
      this.#waiting = [];
      void this.#commit(members).finally(() => {
        this.#isBusy = false;
        if (this.#waiting.length > 0) this.#begin();
      });
    });
  }

  async #commit(members: readonly Member[]): Promise<void> {
    const isAlone = members.length === 1;
    try {
      const ends = await this.#metastore.transaction().execute(async (transaction) => {
        const all: (() => void)[] = [];
        for (const member of members) all.push(await member.run(transaction, isAlone));
        return all;
      });
      for (const end of ends) end();
    } catch (error) {
      for (const member of members) member.fail(error);
    }
  }
}

type Part<T> =
  | { readonly isUndone: false; readonly done: T }
  | { readonly isUndone: true; readonly error: unknown };

/** Throws only where the part could not be undone: then nothing of the transaction may stay. */
async function inSavepoint<T>(
  transaction: Transaction<MetastoreTables>,
  work: Work<T>,
): Promise<Part<T>> {
  await sql`SAVEPOINT part`.execute(transaction);
  try {
    const done = await work(transaction);
    await sql`RELEASE part`.execute(transaction);
    return { isUndone: false, done };
  } catch (error) {
    await sql`ROLLBACK TO part`.execute(transaction);
    await sql`RELEASE part`.execute(transaction);
    return { isUndone: true, error };
  }
}
