/** Counts what is written to the metastore, save what every query leaves there. */
export class MetastoreChanges {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** To be called whenever a statement runs. */
  note(kind: StatementKind): void {
    if (kind === "change") this.#count += 1;
  }
}

/** `record` is of tables that nothing else is kept of: the runs of queries and their results. */
export type StatementKind = "read" | "record" | "change";

const READ = /^\s*(?:select|pragma|explain|begin|commit|rollback|savepoint|release)\b/i;
const RECORD =
  /^\s*(?:insert into|update|delete from) "(?:query_runs|query_run_profiles|results)"/i;

export function kindOfStatement(sqlText: string): StatementKind {
  if (READ.test(sqlText)) return "read";
  return RECORD.test(sqlText) ? "record" : "change";
}
