import type { Macros } from "./macro.ts";

/** How many capturing groups a regular expression has; nine at most are looked at. */
const GROUP_COUNT =
  String.raw`len(regexp_extract_all(regexp_replace(regexp_replace(p, '\\.', '', 'g'), ` +
  String.raw`'\[[^\]]*\]', '', 'g'), '\((?:[^?]|$|\?P?<[A-Za-z])'))`;

/** @param pattern the pattern that is run; groups are counted in `p` */
function groups(pattern: string): string {
  const group = (index: number): string => `regexp_extract(s, ${pattern}, ${index})`;
  const captured = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(group).join(", ");
  return (
    `CASE WHEN NOT regexp_matches(s, ${pattern}) THEN NULL ` +
    `WHEN ${GROUP_COUNT} = 0 THEN [${group(0)}] ELSE [${captured}][1:${GROUP_COUNT}] END`
  );
}

/** Text functions under DataFusion's and PostgreSQL's names, which DuckDB lacks. */
export const textMacros: Macros = {
  initcap: [
    "(s) AS array_to_string(list_transform(regexp_extract_all(s, " +
      String.raw`'[\p{L}\p{N}]+|[^\p{L}\p{N}]+'), lambda word: ` +
      "upper(word[1]) || lower(word[2:])), '')",
  ],
  nvl: ["(a, b) AS coalesce(a, b)"],
  nvl2: ["(a, b, c) AS CASE WHEN a IS NOT NULL THEN b ELSE c END"],
  regexp_count: ["(s, p) AS len(regexp_extract_all(s, p))"],
  regexp_match: [
    `(s, p) AS ${groups("p")}`,
    // Options of the engine's own must be constant, those within a pattern need not.
    `(s, p, flags) AS ${groups("'(?' || flags || ')' || p")}`,
  ],
};
