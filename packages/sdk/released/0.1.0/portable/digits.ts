import { Hotdata } from "hotdata";
import type { PortableProgram } from "./world.ts";

const BIG = "9223372036854775807";
const EXACT = "12345678901234567890.123456789012345678";
const SQL = `SELECT ${BIG} AS big, '${EXACT}'::DECIMAL(38,18) AS exact`;

type Row = readonly unknown[] | undefined;

/** The ways that values take: each gives a row with both numbers. */
const WAYS: Readonly<Record<string, (hotdata: Hotdata) => Promise<Row>>> = {
  "the rows of an answer": async (hotdata) => {
    const { rows } = await hotdata.query.query({ sql: SQL });
    return rows[0];
  },
  "a stored result": async (hotdata) => {
    const { resultId } = await hotdata.query.query({ sql: SQL });
    return (await hotdata.results.getResult(resultId ?? "")).rows?.[0];
  },
  parameters: async (hotdata) => {
    const { rows } = await hotdata.query.query({
      sql: "SELECT ? AS big, ?::DECIMAL(38,18) AS exact",
      parameters: [BigInt(BIG), { type: "DECIMAL(38,18)", value: EXACT }],
    });
    return rows[0];
  },
  "a load": async (hotdata) => {
    const { id } = await hotdata.databases.createDatabase({});
    await hotdata.databases.loadDatabaseTable(id, "main", "numbers", {
      mode: "replace",
      data: `big,exact\n${BIG},${EXACT}\n`,
      csv: { types: { exact: { type: "DECIMAL", precision: 38, scale: 18 } } },
    });
    const scope = { xDatabaseId: id };
    const { rows } = await hotdata.query.query({ sql: "SELECT big, exact FROM numbers" }, scope);
    await hotdata.databases.deleteDatabase(id);
    return rows[0];
  },
  Arrow: async (hotdata) => {
    const { resultId } = await hotdata.query.query({
      sql: `SELECT ${BIG} AS big, '${EXACT}' AS exact`,
    });
    const row = (await hotdata.results.getResultArrow(resultId ?? "")).get(0);
    return [row?.["big"], row?.["exact"]];
  },
};

/** Tells both numbers as they came, which must be the same by every way. */
export const run: PortableProgram = async ({ host, apiKey }, tell) => {
  await using hotdata = new Hotdata({ host, apiKey });
  for (const [way, take] of Object.entries(WAYS)) {
    const digits = (await take(hotdata))?.map(String) ?? [];
    if (digits.join() !== [BIG, EXACT].join()) throw new Error(`${way}: ${digits.join(" and ")}`);
  }
  const [row] = (await hotdata.query.query({ sql: SQL })).rows;
  for (const value of row ?? []) await tell({ type: "line", text: String(value) });
};
