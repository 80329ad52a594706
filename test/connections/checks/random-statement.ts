import type { TypeCase } from "../../../packages/server/test/connectors/conformance/fixture.ts";
import type { Random } from "../../crash/random.ts";

const NUMBERS = "0 1 -1 7 20 70 99 100 255 256 2000 32768 -0.5 1.0 1.5 0.005 1e2 9999999999";
const TEXTS = ["", " ", "a", "A", "ab ", "ü", "0", "07", "20", "1.50", "t", "NULL", "%", "a\\b"];
const TIMES = ["2000-02-30", "24-02-29", "2024-2-9", "2024-02-29 23:59:59", "infinity", "10:00"];
/** Values that some source or column may read in a way of its own. */
const ODD_CONSTANTS = [...NUMBERS.split(" "), "true", "NULL", ...[...TEXTS, ...TIMES].map(quoted)];
const OPERATORS = "=|=|=|<|<=|>|>=|<>|IN|NOT IN|BETWEEN|NULL|LIKE".split("|");
const ROW_ENDINGS = ["", "", " LIMIT 1000", " ORDER BY id LIMIT 3", " ORDER BY id DESC"];

export interface TypedColumn {
  readonly name: string;
  readonly type: TypeCase;
}

/** Statements of one form, that differ in constants: what is kept of the first must fit the others. */
export interface RandomForm {
  /** Whether its rows come in a certain order. */
  readonly isOrdered: boolean;
  statement(): string;
}

/** @param table has the columns, and `id`, its key */
export function randomForm(
  random: Random,
  table: string,
  columns: readonly TypedColumn[],
): RandomForm {
  const [first, second] = [random.pick(columns), random.pick(columns)];
  const summed = random.pick(columns.filter(isSummed));
  const rows = random.pick(ROW_ENDINGS);
  const [selected, ending]: readonly [string, string] = random.pick([
    [`id, ${first.name}`, rows],
    [`${second.name} AS "Other", id`, rows],
    [`t.${first.name}, t.${first.name}, t.id`, rows],
    ["count(*), max(id)", ""],
    [`count(${second.name}), count(DISTINCT ${second.name})`, ""],
    [`min(${second.name}), max(${second.name})`, ""],
    [`sum(${summed.name}), count(*)`, ""],
    [`${second.name}, count(*)`, ` GROUP BY ${second.name}`],
    [second.name, ` ORDER BY ${second.name} LIMIT 2`],
  ]);
  const filtered = random.below(3) === 0 ? [first, second] : [first];
  const conditions = filtered.map((column) => condition(random, column));
  return {
    isOrdered: ending.includes("ORDER BY"),
    statement: () =>
      `SELECT ${selected} FROM ${table} AS t WHERE ` +
      `${conditions.map((one) => one()).join(" AND ")}${ending}`,
  };
}

function condition(random: Random, { name, type }: TypedColumn): () => string {
  const operator = random.pick(OPERATORS);
  const own = type.values.flatMap(([, text]) => (text === null || text.length > 100 ? [] : [text]));
  const constants = [...own.map(quoted), ...own.filter(isNumber)];
  const constant = (): string =>
    constants.length > 0 && random.below(2) === 0
      ? random.pick(constants)
      : random.pick(ODD_CONSTANTS);
  return () => {
    if (operator === "NULL") return `${name} IS ${random.pick(["", "NOT "])}NULL`;
    if (operator === "LIKE") return `${name} LIKE ${random.pick(["'a%'", "'1%'", "'%b%'", "''"])}`;
    if (operator === "BETWEEN") return `${name} BETWEEN ${constant()} AND ${constant()}`;
    if (operator.endsWith("IN")) return `${name} ${operator} (${constant()}, ${constant()})`;
    return `${name} ${operator} ${constant()}`;
  };
}

/** Sums of others depend on the order of rows. */
function isSummed({ type }: TypedColumn): boolean {
  return /^(?:U?(?:TINY|SMALL|BIG)?INT(?:EGER)?|DECIMAL.*)$/u.test(type.type);
}

function isNumber(text: string): boolean {
  return /^-?\d*\.?\d+$/u.test(text);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
