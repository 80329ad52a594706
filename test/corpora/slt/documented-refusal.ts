/** Refusals that docs/sql.md and docs/types.md announce: what the message says, and the reason. */
const REFUSALS: readonly (readonly [message: RegExp, reason: string])[] = [
  [/is not allowed: it reads files/, "refused: reads files"],
  [/is not allowed: it runs, parses or prints SQL/, "refused: runs SQL that is in a text"],
  [/is not allowed: it reads settings/, "refused: reads settings or variables"],
  [/is not allowed: it reads or changes the state/, "refused: state of an engine session"],
  [/is not allowed: it reads the engine's own catalog/, "refused: the engine's own catalog"],
  [/is not allowed: it is internal/, "refused: functions internal to the engine"],
  [/only reading statements are allowed/, "refused: a statement that writes"],
  [/only one statement per request/, "refused: several statements"],
  [/PIVOT needs its values listed|PIVOT over an enum/, "refused: PIVOT without listed values"],
  [/is not available: use information_schema/, "refused: pg_catalog"],
  [/form of SHOW or DESCRIBE|SHOW TABLES FROM/, "refused: forms of SHOW"],
  [/has parameters, but no values/, "refused: a parameter without a value"],
  [/does not fit|INT128 with value .* INT64/i, "a HUGEINT beyond 64 bits"],
];

/** Why the server may refuse what DuckDB answers; undefined when it may not. */
export function documentedRefusal(message: string, sql: string): string | undefined {
  if (/table '.*' not found/.test(message) && /\bWITH\b/i.test(sql)) {
    return "a table that is not there in a part of WITH that nothing uses";
  }
  return REFUSALS.find(([pattern]) => pattern.test(message))?.[1];
}
