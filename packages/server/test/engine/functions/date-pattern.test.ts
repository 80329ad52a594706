import assert from "node:assert/strict";
import { test } from "node:test";
import { findArrowTypeSql } from "../../../src/engine/duckdb/functions/arrow-type-sql.ts";
import { toTimeFormat } from "../../../src/engine/duckdb/functions/date-pattern.ts";
import { SqlError } from "../../../src/engine/engine.ts";

test("date patterns become strftime codes", () => {
  const cases: Readonly<Record<string, string>> = {
    "YYYY-MM-DD HH24:MI:SS": "%Y-%m-%d %H:%M:%S",
    "yyyy-mm-dd": "%Y-%m-%d",
    "DD.MM.YY HH12:MI AM": "%d.%m.%y %I:%M %p",
    'YYYY-MM-DD"T"HH24:MI:SS.MS': "%Y-%m-%dT%H:%M:%S.%g",
    "YYYY-MM-DDTHH24:MI": "%Y-%m-%dT%H:%M",
    "FMMonth DD, YYYY": "%B %d, %Y",
    "Dy, DD Mon": "%a, %d %b",
    "IYYY-IW-ID": "%G-%V-%u",
    YYYYMMDDHH24MISSUS: "%Y%m%d%H%M%S%f",
    DDD: "%j",
    "%d/%m": "%d/%m",
    "": "",
    "é /": "é /",
  };
  for (const [pattern, format] of Object.entries(cases)) {
    assert.equal(toTimeFormat(pattern), format, pattern);
  }
});

test("a pattern that has no equal is refused", () => {
  for (const pattern of ["MONTH", "Q", "DDTH", "HH24:MI:SSSSS", "TZH:TZM", "J", "a.m."]) {
    assert.throws(
      () => toTimeFormat(pattern, 7),
      (error) => {
        assert.ok(error instanceof SqlError, pattern);
        assert.equal(error.position, 7);
        return error.message.includes(pattern);
      },
    );
  }
});

test("names of Arrow types become SQL types", () => {
  const cases: Readonly<Record<string, string | undefined>> = {
    Int64: "BIGINT",
    utf8: "VARCHAR",
    "Decimal128(10, 2)": "DECIMAL(10,2)",
    "Decimal128(39, 2)": undefined,
    "Timestamp(Nanosecond, None)": "TIMESTAMP_NS",
    'Timestamp(Microsecond, Some("UTC"))': "TIMESTAMPTZ",
    "timestamp[us]": "TIMESTAMP",
    "timestamp[us, tz=UTC]": "TIMESTAMPTZ",
    "list<item: Int32>": "INTEGER[]",
    "List(Float32)": "FLOAT[]",
    "Int64); DROP TABLE t; --": undefined,
    nonsense: undefined,
  };
  for (const [name, sql] of Object.entries(cases)) {
    assert.equal(findArrowTypeSql(name), sql, name);
  }
});
