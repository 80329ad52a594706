import type { Macros } from "./macro.ts";

const BY_ZERO = "error('division by zero')";

/** What Snowflake means where DuckDB differs, and names that translation leaves as they are. */
export const snowflakeMacros: Macros = {
  "/": [`(a, b) AS CASE WHEN b = 0 THEN ${BY_ZERO} ELSE system.main."/"(a, b) END`],
  "%": [`(a, b) AS CASE WHEN b = 0 THEN ${BY_ZERO} ELSE system.main."%"(a, b) END`],
  mod: [`(a, b) AS CASE WHEN b = 0 THEN ${BY_ZERO} ELSE system.main.mod(a, b) END`],
  current_timestamp: ["() AS now()"],
  hex_encode: ["(x) AS hex(x)"],
  object_keys: ["(o) AS json_keys(to_json(o))"],
  // Position 0 means 1.
  substr: [
    "(s, f) AS system.main.substr(s, CASE WHEN f = 0 THEN 1 ELSE f END)",
    "(s, f, n) AS system.main.substr(s, CASE WHEN f = 0 THEN 1 ELSE f END, n)",
  ],
  to_varchar: ["(x) AS CAST(x AS VARCHAR)", "(x, pattern) AS strftime(x, pattern)"],
};
