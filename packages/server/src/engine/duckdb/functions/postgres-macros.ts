import type { Macros } from "./macro.ts";

const BY_ZERO = "error('division by zero')";

/** LIKE has a backslash for its escape character unless the statement names another. */
function like(operator: string, escape: string): readonly string[] {
  return [
    `(a, b) AS CASE WHEN contains(b, '\\') THEN ${escape}(a, b, '\\') ` +
      `ELSE system.main."${operator}"(a, b) END`,
  ];
}

/** The regular expression that says what a SIMILAR TO pattern says. */
const SIMILAR_PATTERN =
  String.raw`'(?s)' || replace(replace(replace(replace(replace(replace(regexp_replace(p, ` +
  String.raw`'([.$])', '\\\1', 'g'), '\%', chr(1)), '\_', chr(2)), '%', '.*'), '_', '.'), ` +
  String.raw`chr(1), '%'), chr(2), '_')`;

/** What PostgreSQL means by operators and functions that DuckDB has too, but reads otherwise. */
export const postgresMacros: Macros = {
  // Connections with PostgreSQL's meaning read `/` as `//`.
  "//": [`(a, b) AS CASE WHEN b = 0 THEN ${BY_ZERO} ELSE divide(a, b) END`],
  "%": [`(a, b) AS CASE WHEN b = 0 THEN ${BY_ZERO} ELSE system.main."%"(a, b) END`],
  mod: [`(a, b) AS CASE WHEN b = 0 THEN ${BY_ZERO} ELSE system.main.mod(a, b) END`],
  div: [`(a, b) AS CASE WHEN b = 0 THEN ${BY_ZERO} ELSE trunc(divide(a, b)) END`],

  // The first two are `~` and `!~`, which the statement's inspection spells so.
  "@~": ["(s, p) AS regexp_matches(s, p, 's')"],
  "!@~": ["(s, p) AS NOT regexp_matches(s, p, 's')"],
  "~*": ["(s, p) AS regexp_matches(s, p, 'is')"],
  "!~*": ["(s, p) AS NOT regexp_matches(s, p, 'is')"],
  // What SIMILAR TO is parsed as; calls by this name are sent to DuckDB's function.
  regexp_full_match: [`(s, p) AS system.main.regexp_full_match(s, ${SIMILAR_PATTERN})`],
  "~~": like("~~", "like_escape"),
  "!~~": like("!~~", "not_like_escape"),
  "~~*": like("~~*", "ilike_escape"),
  "!~~*": like("!~~*", "not_ilike_escape"),

  // SUBSTRING is spelled so by the statement's inspection.
  substr: [
    "(s, f) AS system.main.substr(s, greatest(f, 1))",
    "(s, f, n) AS system.main.substr(s, greatest(f, 1), " +
      "CASE WHEN f < 1 THEN greatest(n + f - 1, 0) ELSE n END)",
  ],
  lpad: [
    "(s, n) AS system.main.lpad(s, CAST(n AS INTEGER), ' ')",
    "(s, n, fill) AS system.main.lpad(s, CAST(n AS INTEGER), fill)",
  ],
  rpad: [
    "(s, n) AS system.main.rpad(s, CAST(n AS INTEGER), ' ')",
    "(s, n, fill) AS system.main.rpad(s, CAST(n AS INTEGER), fill)",
  ],
};
