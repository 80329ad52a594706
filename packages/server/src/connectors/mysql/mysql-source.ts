import type { DiscoveredTable, Source, SourceRead, SourceReadRequest } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { renderRead } from "../sql/render-read.ts";
import { spellSql } from "../sql/sql-text.ts";
import { beginParts } from "./parts/begin-parts.ts";
import { discover } from "./discover.ts";
import { mysqlDialect } from "./mysql-dialect.ts";
import { literal, textLiteral } from "./mysql-literal.ts";
import { checkTypes, expectingNulls, mayMissNulls, MysqlRead } from "./mysql-read.ts";
import type { MysqlSession } from "./mysql-session.ts";
import type { MysqlSettings } from "./mysql-settings.ts";
import { PartsRead } from "./parts/parts-read.ts";
import { readTexts } from "./read-texts.ts";
import { SessionPool } from "./session-pool.ts";
import { unlimitedSql } from "./session-sql.ts";

/** A MySQL or MariaDB server. */
export class MysqlSource implements Source {
  readonly #settings: MysqlSettings;
  readonly #pool: SessionPool;

  constructor(settings: MysqlSettings) {
    this.#settings = settings;
    this.#pool = new SessionPool(settings);
  }

  async check(signal: AbortSignal): Promise<void> {
    await this.#once(signal, async (session) => readTexts(session, "SELECT 1"));
  }

  async discover(signal: AbortSignal): Promise<readonly DiscoveredTable[]> {
    return this.#once(signal, async (session) => discover(session, this.#settings.database));
  }

  async read(request: SourceReadRequest, signal: AbortSignal): Promise<SourceRead> {
    const { text, isExact, columns } = renderRead(mysqlDialect, request);
    const select = spellSql(text, literal);
    const { partBytes } = this.#settings.rules;
    const { session, started } = await this.#pool.begin(signal, async (session) => {
      await checkFloats(session, request);
      const parts = await beginParts(session, request, { partBytes, signal });
      return parts ?? session.query(statementOf(select, request, session));
    });
    if ("ranges" in started) {
      return new PartsRead(select, columns, { ...started, session, pool: this.#pool, signal });
    }
    const facts = { statement: spellSql(text, () => "?"), isExact, columns };
    try {
      checkTypes(started, columns);
    } catch (error) {
      await this.#pool.release(session);
      throw error;
    }
    if (mayMissNulls(started, request)) {
      await this.#pool.release(session);
      return this.read(expectingNulls(request), signal);
    }
    return new MysqlRead(facts, { session, wire: started, pool: this.#pool, signal });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool[Symbol.asyncDispose]();
  }

  async #once<T>(signal: AbortSignal, work: (session: MysqlSession) => Promise<T>): Promise<T> {
    const { session, started } = await this.#pool.begin(signal, work);
    await this.#pool.release(session);
    return started;
  }
}

function statementOf(
  select: string,
  { isCopy }: SourceReadRequest,
  { isMariadb }: MysqlSession,
): string {
  return isCopy === true ? unlimitedSql(select, isMariadb) : select;
}

/** A FLOAT is asked for as a DOUBLE: the answer does not tell whether it still is one. */
async function checkFloats(session: MysqlSession, request: SourceReadRequest): Promise<void> {
  const floats = request.columns.filter(
    ({ type }) => type.kind === "scalar" && type.name === "FLOAT",
  );
  if (floats.length === 0) return;
  const names = floats.map(({ name }) => textLiteral(name)).join(", ");
  const [[count] = []] = await readTexts(
    session,
    "SELECT count(*) FROM information_schema.COLUMNS WHERE DATA_TYPE = 'float' AND " +
      `TABLE_SCHEMA = ${textLiteral(request.schema)} AND TABLE_NAME = ${textLiteral(request.table)} ` +
      `AND COLUMN_NAME IN (${names})`,
  );
  if (Number(count) === floats.length) return;
  throw new SourceError(
    "changed",
    `A column of table ${JSON.stringify(request.table)} has another type than when the tables were ` +
      "discovered; refresh the connection.",
  );
}
