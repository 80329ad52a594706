/** Both sides make the same rows: `id`, a `k` in no order, a `word` of 128 characters. */
export function sourceRows(count: number): string {
  const word = [1, 2, 3, 4].map((part) => `md5((range * ${part})::VARCHAR)`).join(" || ");
  return `SELECT range AS id, hash(range) AS k, ${word} AS word FROM range(${count})`;
}

/** Digests of rows that do not depend on their order. */
const digest = (columns: string): string =>
  `count(*), CAST(sum(hash(${columns}) % 1000000007) AS BIGINT), CAST(max(hash(${columns}) % 1000000007) AS BIGINT)`;

/** Its rows are stored, all of them, then digested. */
export const SORT = "SELECT id, k, word FROM rows ORDER BY k";

export function sortDigest(sorted: string): string {
  return `SELECT ${digest("id, k, word")} FROM ${sorted}`;
}

/** Statements that need all rows at a time, and what they make of them in one row. */
export const DIGESTED: Readonly<Record<string, string>> = {
  aggregation:
    `SELECT ${digest("word, n, k")} FROM ` +
    "(SELECT word, count(*) AS n, max(k) AS k FROM rows GROUP BY word)",
  join:
    `SELECT ${digest("a, b, word")} FROM (SELECT a.id AS a, b.k AS b, b.word AS word ` +
    "FROM rows a JOIN rows b ON a.word = b.word AND a.k = b.k)",
};
