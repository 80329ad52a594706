import type { StatementCase } from "./statement-case.ts";

/** PostgreSQL's own forms, which are translated. */
export const postgresStatements: readonly StatementCase[] = [
  ["SELECT 5 # 3", [[6]]],
  ["SELECT |/ 16", [[4]]],
  ["SELECT id FROM orders FETCH FIRST 1 ROW ONLY", [[1]]],
  ["SELECT ARRAY[1, 2] @> ARRAY[1]", [[true]]],
  ["SELECT '{\"a\": {\"b\": 5}}'::json -> 'a' ->> 'b'", [["5"]]],
];
