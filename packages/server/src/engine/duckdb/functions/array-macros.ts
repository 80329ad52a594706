import type { Macros } from "./macro.ts";

/** Array functions that DataFusion and PostgreSQL have under these names. */
export const arrayMacros: Macros = {
  array_any_value: ["(a) AS list_any_value(a)"],
  array_empty: ["(a) AS len(a) = 0"],
  array_except: [
    "(a, b) AS list_distinct(list_filter(a, lambda item: NOT list_contains(b, item)))",
  ],
  array_max: ["(a) AS list_max(a)"],
  array_min: ["(a) AS list_min(a)"],
  array_ndims: ["(a) AS len(regexp_extract_all(typeof(a), '\\[[0-9]*\\]'))"],
  array_remove: ["(a, b) AS list_filter(a, lambda item: item IS DISTINCT FROM b)"],
  array_repeat: ["(a, n) AS list_transform(range(n), lambda item: a)"],
  array_replace: [
    "(a, b, c) AS list_transform(a, lambda item: " +
      "CASE WHEN item IS NOT DISTINCT FROM b THEN c ELSE item END)",
  ],
  array_sum: ["(a) AS list_sum(a)"],
  array_union: ["(a, b) AS list_distinct(list_concat(a, b))"],
  empty: ["(a) AS len(a) = 0"],
};
