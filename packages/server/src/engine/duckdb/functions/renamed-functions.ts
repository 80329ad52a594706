/**
 * Functions that DuckDB has under another name and that a macro could not stand for: aggregates
 * (a macro takes no OVER, FILTER or DISTINCT) and functions of any number of arguments.
 */
const renamed: ReadonlyMap<string, string> = new Map([
  ["approx_distinct", "approx_count_distinct"],
  ["approx_median", "median"],
  ["approx_percentile_cont", "approx_quantile"],
  ["array_construct", "list_value"],
  ["array_element", "list_extract"],
  ["btrim", "trim"],
  ["covar", "covar_samp"],
  ["endswith", "ends_with"],
  ["every", "bool_and"],
  ["get_field", "struct_extract"],
  ["make_array", "list_value"],
  ["regexp_like", "regexp_matches"],
  ["signum", "sign"],
  ["startswith", "starts_with"],
  ["stddev_population", "stddev_pop"],
  ["stddev_sample", "stddev_samp"],
  ["var", "var_samp"],
  ["var_population", "var_pop"],
  ["var_sample", "var_samp"],
]);

/** DuckDB's name for a function; undefined when it has the same one. */
export function findRenamed(foldedName: string): string | undefined {
  return renamed.get(foldedName);
}

export function renamedFunctions(): readonly string[] {
  return [...renamed.keys()];
}
