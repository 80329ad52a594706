import type { ResolvedTable, TableToRead } from "./lake.ts";
import type { ResolveAnswer } from "./worker/lake-calls.ts";

/** Remembers the scans of tables resolved last. */
export class KeptScans {
  readonly #limit: number;
  /** In order of use, the oldest first. */
  readonly #tables = new Map<string, ResolvedTable>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What is known of each table, in the order asked for. */
  of(databaseId: string, names: readonly TableToRead[]): (ResolvedTable | undefined)[] {
    return names.map((name) => this.#tables.get(keyOf(databaseId, name)));
  }

  /** Adds the scan to an answer that names only the version of one among `known`. */
  complete(
    databaseId: string,
    answer: ResolveAnswer["tables"][number],
    known: readonly (ResolvedTable | undefined)[],
  ): ResolvedTable {
    const { schema, table, at, version, fileCount } = answer;
    // Made for one statement: the whole scan is what is worth keeping.
    if (answer.scan !== null && fileCount !== undefined) {
      return { schema, table, at, version, scan: answer.scan, fileCount };
    }
    const key = keyOf(databaseId, answer);
    const scan =
      answer.scan ??
      known.find(
        (kept) => kept?.version === version && kept.table === table && kept.schema === schema,
      )?.scan;
    if (scan === undefined) throw new Error(`the lake sent no scan of ${schema}.${table}`);
    const resolved = { schema, table, at, version, scan };
    this.#tables.delete(key);
    this.#tables.set(key, resolved);
    this.#forgetOldest();
    return resolved;
  }

  #forgetOldest(): void {
    if (this.#tables.size <= this.#limit) return;
    const [oldest] = this.#tables.keys();
    if (oldest !== undefined) this.#tables.delete(oldest);
  }
}

function keyOf(databaseId: string, { schema, table, at }: TableToRead): string {
  return JSON.stringify([databaseId, schema, table, at]);
}
