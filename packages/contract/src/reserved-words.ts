/** Reserved words of SQL, in lower case: names that would have to be quoted in every statement. */
export const SQL_RESERVED_WORDS: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column
  constraint create current_date current_time current_timestamp default deferrable desc distinct do
  else end except false fetch for foreign from full grant group having in initially inner insert
  intersect into is join lateral leading left like limit natural not null offset on only or order
  outer placing primary qualify references returning right select some symmetric table then to
  trailing true union unique update using variadic when where window with`
    .trim()
    .split(/\s+/),
);
