import * as fc from "fast-check";

const PARTS = 24;

/** Some thousand rows of many types, whose values lie near each other within each part. */
export const ROWS_SQL = `SELECT row, part,
    base + step AS i,
    CASE part % 4 WHEN 0 THEN 9007199254740992 + base + step ELSE base * 1000 + step END::BIGINT AS b,
    ((base + step + 60) % 250)::UTINYINT AS u,
    ((base + step) / 4)::DECIMAL(10, 2) AS dec,
    (base * 1000000000000000 + step)::DECIMAL(38, 4) AS wide,
    CASE WHEN row % 97 = 0 THEN 'nan' ELSE (base + step) / 10 END::DOUBLE AS d,
    CASE row % 89 WHEN 0 THEN 'nan' WHEN 1 THEN '-inf' ELSE (base + step) / 10 END::FLOAT AS f,
    CASE part % 3 WHEN 0 THEN chr(97 + part) || step WHEN 1 THEN chr(233 + part) || step
      ELSE chr(128512 + part) || repeat('x', step) END AS s,
    DATE '2024-01-01' + (base + step)::INTEGER AS dt,
    TIMESTAMP '2024-01-01' + INTERVAL (base * 60 + step * 7) MINUTE + INTERVAL (step * 111) MILLISECOND AS ts,
    (TIMESTAMP '2024-01-01' + INTERVAL (base) HOUR)::TIMESTAMP_S AS tsec,
    (TIMESTAMP '2024-01-01' + INTERVAL (base) HOUR)::TIMESTAMP_NS AS tns,
    (TIMESTAMP '2024-01-01' + INTERVAL (base + step) HOUR)::TIMESTAMPTZ AS tz,
    part % 2 = 0 AS flag,
    CASE WHEN part % 5 = 0 THEN NULL ELSE base END AS gap
  FROM (SELECT row, part, part * 10 - 60 AS base,
      CASE WHEN row % 13 = 0 THEN NULL ELSE row % 12 END AS step
    FROM (SELECT range::INTEGER AS row, (range * 7919 % ${PARTS})::INTEGER AS part FROM range(2000)))`;

const number = fc.integer({ min: -80, max: 260 });
const day = fc.integer({ min: 1, max: 28 }).map((value) => String(value).padStart(2, "0"));
const month = fc.constantFrom("01", "02", "03", "08", "11");
const date = fc.tuple(fc.constantFrom("2023", "2024"), month, day).map((parts) => parts.join("-"));
const time = fc.constantFrom("00:00:00", "05:30:00", "12:00:00.5", "23:59:59.999999", "07:07:07");
const moment = fc
  .tuple(date, fc.constantFrom(" ", "T"), time)
  .map(([first, separator, second]) => first + separator + second);
const zone = fc.constantFrom("", "Z", "+02", "-05:30");

const numberLiteral = fc.oneof(
  number.map(String),
  number.map((value) => `${value}.5`),
  number.map((value) => `${value / 8}`),
  number.map((value) => `${value / 10}`),
  number.map((value) => String(9007199254740992n + BigInt(value))),
  number.map((value) => `${value}e0`),
  number.map((value) => `${value}::BIGINT`),
  fc.constantFrom("0.1", "-0.3", "1e3", "9007199254740993", "9007199254740993.0", "1e16", "12e13"),
);
const dateLiteral = fc.oneof(
  date.map((text) => `'${text}'`),
  date.map((text) => `DATE '${text}'`),
  moment.map((text) => `'${text}'`),
  moment.map((text) => `TIMESTAMP '${text}'`),
  fc.tuple(moment, zone).map(([text, at]) => `'${text}${at}'`),
  fc.tuple(moment, zone).map(([text, at]) => `TIMESTAMPTZ '${text}${at}'`),
);
const textLiteral = fc.oneof(
  fc.constantFrom("''", "'a'", "'c3'", "'é'", "'z9'", "'😀'", "'\u{1f605}xx'", "'~'", "'5'"),
  fc.tuple(fc.constantFrom("b", "g", "ê", "ü", "\u{1f603}"), number).map(([a, b]) => `'${a}${b}'`),
);

const NUMBERS = ["i", "b", "u", "dec", "wide", "d", "f", "gap", "part"];
const DATES = ["dt", "ts", "tsec", "tns", "tz"];

const typed = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...NUMBERS), fc.constant(numberLiteral)) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...DATES), fc.constant(dateLiteral)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant("s"), fc.constant(textLiteral)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...NUMBERS, ...DATES), fc.constant(textLiteral)),
  },
);

/** A condition on columns of ROWS_SQL; the engine refuses some. */
export function condition(prefix: string): fc.Arbitrary<string> {
  const operator = fc.constantFrom("=", "<", "<=", ">", ">=", "<>", "IS NOT DISTINCT FROM");
  const comparison = typed.chain(([column, literal]) => {
    const name = `${prefix}${column}`;
    return fc.oneof(
      fc.tuple(operator, literal).map(([sign, value]) => `${name} ${sign} ${value}`),
      fc.tuple(operator, literal).map(([sign, value]) => `${value} ${sign} ${name}`),
      fc.tuple(literal, literal).map(([low, high]) => `${name} BETWEEN ${low} AND ${high}`),
      fc
        .array(literal, { minLength: 1, maxLength: 3 })
        .map((values) => `${name} IN (${values.join(", ")})`),
    );
  });
  const flag = fc.constantFrom(
    `${prefix}flag`,
    `NOT ${prefix}flag`,
    `${prefix}flag = false`,
    `${prefix}gap IS NULL`,
    `${prefix}i + 1 > 20`,
    `NOT (${prefix}i > 20)`,
  );
  const like = textLiteral.map((text) => `${prefix}s LIKE ${text.slice(0, -1)}%'`);
  const one = fc.oneof(
    { weight: 8, arbitrary: comparison },
    { weight: 1, arbitrary: flag },
    { weight: 1, arbitrary: like },
  );
  return fc.oneof(
    { weight: 4, arbitrary: one },
    { weight: 3, arbitrary: fc.tuple(one, one).map((parts) => parts.join(" AND ")) },
    { weight: 1, arbitrary: fc.tuple(one, one).map((parts) => `(${parts.join(" OR ")})`) },
  );
}

const TOTALS = "count(*) AS rows, sum(t.row) AS total, count(t.i) AS known";
const JOINS = [
  "JOIN u ON t.row = u.row + 1",
  "LEFT JOIN u ON t.row = u.row AND u.i > 30",
  "RIGHT JOIN u ON t.row = u.row AND t.i > 30",
  "FULL JOIN u ON t.row = u.row + 700",
  "FULL JOIN u USING (row)",
  "LEFT JOIN u USING (part)",
  "SEMI JOIN u ON t.part = u.part AND u.i > 40",
  "ANTI JOIN u ON t.i = u.i AND u.part > 5",
  "ASOF LEFT JOIN u ON t.row >= u.row",
  "POSITIONAL JOIN (SELECT * FROM u ORDER BY row)",
  "LEFT JOIN (SELECT part, max(i) AS i, any_value(row) AS row FROM u WHERE u.i < 90 GROUP BY part) AS u ON t.part = u.part",
];

const joined = fc
  .tuple(fc.constantFrom(...JOINS), condition("t."), fc.option(condition("u."), { nil: undefined }))
  .map(([join, left, right]) => {
    const where = right === undefined ? left : `${left} AND ${right}`;
    return `SELECT ${TOTALS} FROM t ${join} WHERE ${where}`;
  });

/** A query over the tables t and u; some are refused by the engine. */
export const randomQuery = fc.oneof(
  condition("").map((where) => `SELECT ${TOTALS} FROM t WHERE ${where}`),
  condition("x.").map(
    (where) => `SELECT count(*) AS rows, sum(x.row) AS total FROM t AS x WHERE ${where}`,
  ),
  joined,
  joined,
  fc
    .tuple(condition("a."), condition("b."))
    .map(
      ([a, b]) =>
        `SELECT count(*) AS rows, sum(a.row + b.row) AS total FROM t AS a JOIN t AS b ON a.i = b.i WHERE ${a} AND ${b}`,
    ),
  fc
    .tuple(condition(""), condition(""))
    .map(
      ([a, b]) =>
        `SELECT ${TOTALS} FROM t WHERE ${a} AND part IN (SELECT part FROM u WHERE ${b}) ` +
        `OR NOT EXISTS (SELECT 1 FROM u WHERE u.row = t.row AND ${b})`,
    ),
  fc
    .tuple(condition(""), condition("t."))
    .map(
      ([a, b]) =>
        `WITH c AS (SELECT * FROM t WHERE ${a}), d AS (SELECT i AS i, row FROM u) ` +
        `SELECT ${TOTALS} FROM c AS t LEFT JOIN d USING (row) WHERE ${b}`,
    ),
  condition("").map((where) => `SELECT ${TOTALS} FROM t AS t(part, row) WHERE ${where}`),
  condition("").map(
    (where) => `SELECT ${TOTALS} FROM t WHERE (SELECT max(i) FROM u WHERE ${where}) > part`,
  ),
);
