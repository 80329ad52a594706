/** SQLite's extended result code for a row that refers to none. */
const SQLITE_CONSTRAINT_FOREIGNKEY = 787;

/** Whether a row could not be stored since what it belongs to was deleted in the meantime. */
export function isMissingReference(error: unknown): boolean {
  const isSqlite = error instanceof Error && "errcode" in error;
  return isSqlite && error.errcode === SQLITE_CONSTRAINT_FOREIGNKEY;
}
