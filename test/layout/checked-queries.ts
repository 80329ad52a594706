/** A condition on one of the tables, which its layout lets answer from few files. */
export interface CheckedQuery {
  readonly table: "by_site" | "by_time";
  readonly name: string;
  readonly where: string;
}

const BY_SITE = [
  ["one site", "site = 42"],
  ["one site and a range", "site = 7 AND moment >= '2024-01-20' AND value < 50.5"],
  ["two sites by IN", "site IN (3, 99)"],
  ["two sites by a range", "site BETWEEN 41 AND 42"],
] as const;

const BY_TIME = [
  ["one moment", "moment = '2024-01-15 12:34:56'"],
  [
    "ten minutes",
    "moment >= TIMESTAMP '2024-02-01 00:00:00' AND moment < TIMESTAMP '2024-02-01 00:10:00'",
  ],
  ["the newest", "'2024-02-17 09:40:00' <= moment"],
  ["one moment of one site", "moment = '2024-01-01 00:00:42' AND site > 50"],
] as const;

export const CHECKED_QUERIES: readonly CheckedQuery[] = [
  ...BY_SITE.map(([name, where]) => ({ table: "by_site", name, where }) as const),
  ...BY_TIME.map(([name, where]) => ({ table: "by_time", name, where }) as const),
];

/** How the tables are declared. */
export const DECLARED_TABLES = [
  { name: "by_site", partition_by: [{ column: "site", transform: "identity" }] },
  { name: "by_time", sorted_by: [{ column: "moment" }] },
];

export function totalsSql(table: string, where: string): string {
  return (
    "SELECT count(*) AS found, coalesce(sum(id), 0) AS ids, coalesce(sum(site), 0) AS sites " +
    `FROM ${table} WHERE ${where}`
  );
}
