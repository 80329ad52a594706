import type { Macros } from "./macro.ts";

/** A number of seconds since 1970, or the text of a time, as a timestamp. */
const TO_TIMESTAMP =
  "CASE WHEN regexp_matches(typeof(x), '^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$') " +
  "THEN system.main.to_timestamp(TRY_CAST(CAST(x AS VARCHAR) AS DOUBLE)) " +
  "ELSE CAST(CAST(x AS VARCHAR) AS TIMESTAMPTZ) END";

/** Dates and times under DataFusion's and PostgreSQL's names, which DuckDB lacks. */
export const dateMacros: Macros = {
  date_bin: [
    "(step, t) AS time_bucket(step, t, TIMESTAMP '1970-01-01 00:00:00')",
    "(step, t, origin) AS time_bucket(step, t, origin)",
  ],
  to_char: ["(x, pattern) AS strftime(x, pattern)"],
  to_date: [
    "(x) AS CAST(x AS DATE)",
    "(x, pattern) AS CAST(strptime(CAST(x AS VARCHAR), pattern) AS DATE)",
  ],
  to_local_time: ["(x) AS CAST(x AS TIMESTAMP)"],
  to_timestamp_micros: ["(x) AS make_timestamp(CAST(x AS BIGINT))"],
  to_timestamp_millis: ["(x) AS make_timestamp_ms(CAST(x AS BIGINT))"],
  to_timestamp_nanos: ["(x) AS make_timestamp_ns(CAST(x AS BIGINT))"],
  to_timestamp_seconds: ["(x) AS make_timestamp(CAST(x AS BIGINT) * 1000000)"],
  to_unixtime: ["(x) AS CAST(floor(epoch(CAST(x AS TIMESTAMP))) AS BIGINT)"],
};

/** DuckDB's `to_timestamp` takes seconds only. */
export const timestampMacros: Macros = {
  to_timestamp: [
    `(x) AS ${TO_TIMESTAMP}`,
    "(x, pattern) AS CAST(strptime(CAST(x AS VARCHAR), pattern) AS TIMESTAMPTZ)",
  ],
};
