import { Hotdata } from "hotdata";
import type { NumberMode } from "hotdata";
import { equal } from "./assertions.ts";
import type { PortableProgram } from "./world.ts";

const MOST = "9223372036854775807";
const EXACT = "12345678901234567890.123456789012345678";
const INTEGERS = [MOST, "-9223372036854775808", "18446744073709551615"] as const;
const [, LEAST, UNSIGNED] = INTEGERS;
const SQL =
  `SELECT ${MOST} AS most, '${LEAST}'::BIGINT AS least, ` +
  `${UNSIGNED}::UBIGINT AS unsigned, '${EXACT}'::DECIMAL(38,18) AS exact`;

/** What each mode makes of them. */
const EXPECTED: Readonly<Record<NumberMode, readonly unknown[]>> = {
  number: [...INTEGERS.map(BigInt), EXACT],
  bigint: [...INTEGERS.map(BigInt), EXACT],
  string: [...INTEGERS, EXACT],
};

type Row = readonly unknown[] | undefined;

/** The ways that values take as JSON: each gives a row with all of the numbers. */
const WAYS: Readonly<Record<string, (hotdata: Hotdata) => Promise<Row>>> = {
  "the rows of an answer": async (hotdata) => {
    const { rows } = await hotdata.query.query({ sql: SQL });
    return rows[0];
  },
  "a stored result": async (hotdata) => {
    const { resultId } = await hotdata.query.query({ sql: SQL });
    return (await hotdata.results.getResult(resultId ?? "")).rows?.[0];
  },
  "rows as objects": async (hotdata) => {
    const row = await hotdata.sql.text(SQL).first();
    return row && Object.values(row);
  },
  parameters: async (hotdata) => {
    const typed = { type: "DECIMAL(38,18)", value: EXACT };
    const { rows } = await hotdata.query.query({
      sql: "SELECT ?, ?, ?::UBIGINT, ?",
      parameters: [...INTEGERS.map(BigInt), typed],
    });
    return rows[0];
  },
  "values in a template": async (hotdata) => {
    const typed = { type: "DECIMAL(38,18)", value: EXACT };
    const query = hotdata.sql`
      SELECT ${BigInt(MOST)}, ${BigInt(LEAST)}, ${BigInt(UNSIGNED)}::UBIGINT, ${typed}`;
    return (await query.result()).values[0];
  },
  "a load of text": async (hotdata) => {
    const { id } = await hotdata.databases.createDatabase({});
    await hotdata.databases.loadDatabaseTable(id, "main", "numbers", {
      mode: "replace",
      data: `most,least,unsigned,exact\n${[...INTEGERS, EXACT].join()}\n`,
      csv: {
        types: { unsigned: "UBIGINT", exact: { type: "DECIMAL", precision: 38, scale: 18 } },
      },
    });
    const query = hotdata.database(id).sql`SELECT most, least, unsigned, exact FROM numbers`;
    const { values } = await query.result();
    await hotdata.databases.deleteDatabase(id);
    return values[0];
  },
  "a load of rows": async (hotdata) => {
    const db = await hotdata.databases.create();
    const [most, least, unsigned] = INTEGERS.map(BigInt);
    await db.load("numbers", [{ most, least, unsigned, exact: EXACT }]);
    const query = db.sql`
      SELECT most, least, unsigned::UBIGINT, exact::DECIMAL(38,18) FROM numbers`;
    const { values } = await query.result();
    await db.delete();
    return values[0];
  },
};

/** Tells both numbers as they came, which must be the same by every way and in every mode. */
export const run: PortableProgram = async ({ host, apiKey }, tell) => {
  for (const numbers of ["number", "bigint", "string"] as const) {
    await using hotdata = new Hotdata({ host, apiKey, numbers });
    for (const [way, take] of Object.entries(WAYS)) {
      equal(await take(hotdata), EXPECTED[numbers], `${way}, numbers: ${numbers}`);
    }
    // Arrow has types of its own, whatever the mode.
    equal(await throughArrow(hotdata), EXPECTED.bigint, `Arrow, numbers: ${numbers}`);
  }
  await using hotdata = new Hotdata({ host, apiKey });
  const { rows } = await hotdata.query.query({ sql: SQL });
  for (const index of [0, 3]) await tell({ type: "line", text: String(rows[0]?.[index]) });
};

async function throughArrow(hotdata: Hotdata): Promise<Row> {
  const { resultId } = await hotdata.query.query({ sql: SQL });
  const row = (await hotdata.results.getResultArrow(resultId ?? "")).get(0);
  return [row?.["most"], row?.["least"], row?.["unsigned"], decimalText(row?.["exact"], 18)];
}

/** Digits of a positive decimal, which apache-arrow gives as four words, the lowest first. */
function decimalText(words: unknown, scale: number): string {
  if (!(words instanceof Uint32Array)) return typeof words;
  const digits = String(words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n));
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
