/** Longest time in seconds that a reader may make the server wait before it gives the session up. */
const WRITE_WAIT_SECONDS = 3_600;
const LOCK_WAIT_SECONDS = 30;

/** What a session is like: it only reads, in UTF-8 and UTC, and no statement runs for ever. */
export function sessionSql(isMariadb: boolean, statementMs: number): string {
  const own = isMariadb
    ? [
        "tx_read_only = 1",
        "tx_isolation = 'REPEATABLE-READ'",
        `max_statement_time = ${statementMs / 1_000}`,
      ]
    : [
        "transaction_read_only = 1",
        "transaction_isolation = 'REPEATABLE-READ'",
        `max_execution_time = ${statementMs}`,
      ];
  const settings = [
    "character_set_client = utf8mb4",
    "character_set_results = utf8mb4",
    "character_set_connection = utf8mb4",
    "sql_mode = ''",
    "time_zone = '+00:00'",
    `net_write_timeout = ${WRITE_WAIT_SECONDS}`,
    `lock_wait_timeout = ${LOCK_WAIT_SECONDS}`,
    ...own,
  ];
  return `SET ${settings.map((setting) => `SESSION ${setting}`).join(", ")}`;
}

/** Of MySQL, which has no word for none; 49 days. */
const LONGEST_MS = 2 ** 32 - 1;

/** A SELECT without the session's limit of time, in which the server counts what it waits for us, too. */
export function unlimitedSql(select: string, isMariadb: boolean): string {
  if (isMariadb) return `SET STATEMENT max_statement_time = 0 FOR ${select}`;
  return select.replace(/^SELECT /, `SELECT /*+ MAX_EXECUTION_TIME(${LONGEST_MS}) */ `);
}
