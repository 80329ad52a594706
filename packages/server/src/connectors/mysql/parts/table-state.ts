import type { ReadRequest } from "../../connector.ts";
import { SourceError } from "../../source-error.ts";
import { textLiteral } from "../mysql-literal.ts";
import type { MysqlSession } from "../mysql-session.ts";
import { readTexts } from "../read-texts.ts";

/** Times have whole seconds, and are not all read from one clock. */
const CLOCK_SECONDS = 2;
/** Transactions begin in the server's own time zone: all zones are whole quarters of an hour apart. */
const ZONE_SECONDS = 900;
/** Of more transactions InnoDB may not list all. */
const MAX_TRANSACTIONS = 500;
/** The list of InnoDB's tables has other names in another spelling. */
const PLAIN_NAME = /^\w+$/;

/**
 * Bytes of the table, as estimated, if {@link tableState} may tell whether it has changed. Undefined: it
 * is a view, of another engine, partitioned, or changed just now or before the server began.
 */
export async function watchedBytes(
  session: MysqlSession,
  request: ReadRequest,
): Promise<number | undefined> {
  const isPlain = PLAIN_NAME.test(request.schema) && PLAIN_NAME.test(request.table);
  if (!session.isMariadb || !isPlain) return undefined;
  const [[bytes] = []] = await readTexts(
    session,
    `SELECT t.DATA_LENGTH FROM information_schema.TABLES AS t WHERE ${isWatched(request)}`,
  );
  return bytes === undefined ? undefined : Number(bytes);
}

/**
 * What identifies the table and its last change, as text. Read before a snapshot was taken, and once
 * more {@link CLOCK_SECONDS} after a later one was: when both are equal, both snapshots have the same
 * rows. Undefined where that cannot be told.
 *
 * A change sets UPDATE_TIME to the second in which its transaction began, right after it became visible.
 * So no transaction that is open may have begun in the second of the last change, or its own change
 * would go unseen; only users with the right PROCESS see those. TRUNCATE and EXCHANGE PARTITION leave
 * UPDATE_TIME as it is, and have another TABLE_ID; ALTER and RENAME set CREATE_TIME.
 */
export async function tableState(
  session: MysqlSession,
  request: ReadRequest,
): Promise<string | undefined> {
  const name = textLiteral(`${request.schema}/${request.table}`);
  try {
    const [state] = await readTexts(
      session,
      "SELECT @@hostname, @@port, @@server_id, UNIX_TIMESTAMP() - (SELECT VARIABLE_VALUE " +
        "FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'UPTIME'), i.TABLE_ID, " +
        "t.CREATE_TIME, t.UPDATE_TIME " +
        "FROM information_schema.TABLES AS t JOIN information_schema.INNODB_SYS_TABLES AS i " +
        `WHERE ${isWatched(request)} AND i.NAME = BINARY ${name} AND (SELECT count(*) < ` +
        `${MAX_TRANSACTIONS} AND count(IF(MOD(TIMESTAMPDIFF(SECOND, x.trx_started, t.UPDATE_TIME), ` +
        `${ZONE_SECONDS}) = 0 AND x.trx_mysql_thread_id <> CONNECTION_ID(), 1, NULL)) = 0 ` +
        "FROM information_schema.INNODB_TRX AS x)",
    );
    return state && JSON.stringify(state);
  } catch (error) {
    const mayNotSee = error instanceof SourceError && error.kind === "refused";
    if (mayNotSee) return undefined;
    throw error;
  }
}

function isWatched({ schema, table }: ReadRequest): string {
  return (
    `t.TABLE_SCHEMA = ${textLiteral(schema)} AND t.TABLE_NAME = ${textLiteral(table)} ` +
    "AND t.TABLE_TYPE = 'BASE TABLE' AND t.ENGINE = 'InnoDB' " +
    "AND t.CREATE_OPTIONS NOT LIKE '%partitioned%' " +
    `AND GREATEST(t.CREATE_TIME, t.UPDATE_TIME) <= NOW() - INTERVAL ${CLOCK_SECONDS} SECOND`
  );
}

/** Long enough after a snapshot for what it sees to be told by {@link tableState}. */
export const SETTLED_MS = CLOCK_SECONDS * 1_000;
