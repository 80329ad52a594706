import type { TypeCase } from "../../../packages/server/test/connectors/conformance/fixture.ts";
import { Random } from "../../crash/random.ts";
import type { Outcome } from "../../server/api-client.ts";
import { ConnectionsWorld, SHOP } from "../connections-world.ts";
import { MARIADB_TYPES } from "../fixtures/mariadb-types.ts";
import { POSTGRES_TYPES } from "../fixtures/postgres-types.ts";
import { randomForm, type TypedColumn } from "./random-statement.ts";

const FORMS = 120;
/** Statements of each form. */
const VARIANTS = 3;
const ROWS = 24;

interface EveryType {
  readonly columns: readonly TypedColumn[];
  /** Makes the table, in the source's language. */
  readonly statements: readonly string[];
}

/** Whatever is asked of columns of any type, a live table answers as its copy does. */
export async function checkSameAnswers(seed: number): Promise<boolean> {
  const random = new Random(seed);
  const pg = everyType(random, "everything", POSTGRES_TYPES);
  const maria = everyType(random, `${SHOP}.everything`, MARIADB_TYPES);
  await using world = await ConnectionsWorld.start(async ({ postgres, mariadb }) => {
    await postgres.sql(...pg.statements);
    await mariadb.sql("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'", ...maria.statements);
  });
  const sources = [
    ["pg", "pg.public.everything", pg.columns],
    ["maria", `maria.${SHOP}.everything`, maria.columns],
  ] as const;
  let isSame = true;
  for (const [name, table, columns] of sources) {
    isSame = (await compare(world, random, { name, table, columns })) && isSame;
  }
  return isSame;
}

function everyType(random: Random, table: string, types: readonly TypeCase[]): EveryType {
  const columns = types.map((type, index) => ({ name: `c${index}`, type }));
  const declared = columns.map(({ name, type }) => `${name} ${type.declared}`);
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const values = columns.map(({ type: { values } }) =>
      random.below(6) === 0 ? "NULL" : (values[row % values.length]?.[0] ?? "NULL"),
    );
    return `INSERT INTO ${table} VALUES (${[row, ...values].join(", ")})`;
  });
  return {
    columns,
    statements: [`CREATE TABLE ${table} (id bigint PRIMARY KEY, ${declared.join(", ")})`, ...rows],
  };
}

interface ComparedTable {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly TypedColumn[];
}

async function compare(
  world: ConnectionsWorld,
  random: Random,
  { name, table, columns }: ComparedTable,
): Promise<boolean> {
  let [answered, wrong] = [0, 0];
  for (let form = 0; form < FORMS; form += 1) {
    const { isOrdered, statement } = randomForm(random, table, columns);
    for (let variant = 0; variant < VARIANTS; variant += 1) {
      const sql = statement();
      const live = await world.query(sql, { read_mode: "live" });
      const copy = await world.query(sql, { read_mode: "cached" });
      if (live.status === 200) answered += 1;
      if (areSame(live, copy, isOrdered)) continue;
      wrong += 1;
      console.log(`${name}: ${sql}\n  live ${shown(live)}\n  copy ${shown(copy)}`);
    }
  }
  console.log(`${name}: statements ${FORMS * VARIANTS}, answered ${answered}, different ${wrong}`);
  return wrong === 0;
}

/**
 * A constant that cannot be of the column's type is refused, unless the engine knows before it comes to
 * it that there are no such rows: of which of both it knows that may differ.
 */
function areSame(live: Outcome, copy: Outcome, isOrdered: boolean): boolean {
  if (copy.status === 400) return live.status === 400 || live.status === 200;
  if (live.status === 400) return copy.status === 200 && isEmpty(copy.json["rows"]);
  const areAnswered = live.status === 200 && copy.status === 200;
  return areAnswered && shown(live, isOrdered) === shown(copy, isOrdered);
}

/** No rows, or what aggregates say of none. */
function isEmpty(rows: unknown): boolean {
  return Array.isArray(rows) && rows.flat().every((cell) => cell === null || cell === 0);
}

function shown({ status, json, text }: Outcome, isOrdered = true): string {
  const { columns, rows } = json;
  if (status !== 200 || !Array.isArray(rows)) return `${status} ${text}`.slice(0, 400);
  const texts = rows.map((row) => JSON.stringify(row).slice(0, 1_000));
  return JSON.stringify([columns, isOrdered ? texts : texts.toSorted()]);
}
