/** A SQL type with extreme values, and how each of them reads in every format. */
export interface TypeCase {
  /** The type's name in docs/types.md. */
  readonly type: string;
  /** SQL literals of the type. */
  readonly values: readonly string[];
  /** JSON text of each value. */
  readonly json: readonly string[];
  /** CSV text of each value, where it differs from JSON without its quotes. */
  readonly csv?: readonly string[];
  /** Text that DuckDB gives for each value read back from the Parquet file. */
  readonly parquet?: readonly string[];
}

const NULL = "NULL";

export const TYPE_CASES: readonly TypeCase[] = [
  { type: "BOOLEAN", values: ["true", "false", NULL], json: ["true", "false", "null"] },
  { type: "TINYINT", values: ["(-128)::TINYINT", "127::TINYINT"], json: ["-128", "127"] },
  {
    type: "SMALLINT",
    values: ["(-32768)::SMALLINT", "32767::SMALLINT"],
    json: ["-32768", "32767"],
  },
  {
    type: "INTEGER",
    values: ["(-2147483648)::INTEGER", "2147483647", NULL],
    json: ["-2147483648", "2147483647", "null"],
  },
  {
    type: "BIGINT",
    values: ["(-9223372036854775808)::BIGINT", "9223372036854775807"],
    json: ["-9223372036854775808", "9223372036854775807"],
  },
  { type: "UTINYINT", values: ["0::UTINYINT", "255::UTINYINT"], json: ["0", "255"] },
  { type: "USMALLINT", values: ["65535::USMALLINT"], json: ["65535"] },
  { type: "UINTEGER", values: ["4294967295::UINTEGER"], json: ["4294967295"] },
  { type: "UBIGINT", values: ["18446744073709551615::UBIGINT"], json: ["18446744073709551615"] },
  {
    type: "HUGEINT (computed)",
    values: ["(9223372036854775806::HUGEINT + 1)", "(-9223372036854775807::HUGEINT - 1)"],
    json: ["9223372036854775807", "-9223372036854775808"],
  },
  {
    type: "UHUGEINT",
    values: ["340282366920938463463374607431768211455::UHUGEINT"],
    json: ['"340282366920938463463374607431768211455"'],
  },
  {
    type: "FLOAT",
    values: ["1.5::FLOAT", "3.4028235e38::FLOAT", "'nan'::FLOAT", "'-inf'::FLOAT"],
    json: ["1.5", "3.4028235e+38", "null", "null"],
    parquet: ["1.5", "3.4028235e+38", "nan", "-inf"],
  },
  {
    type: "DOUBLE",
    values: [
      "0.1::DOUBLE",
      "1.7976931348623157e308::DOUBLE",
      "5e-324::DOUBLE",
      "'nan'::DOUBLE",
      "'inf'::DOUBLE",
    ],
    json: ["0.1", "1.7976931348623157e+308", "5e-324", "null", "null"],
    parquet: ["0.1", "1.7976931348623157e+308", "5e-324", "nan", "inf"],
  },
  {
    type: "DECIMAL(10,2)",
    values: ["1::DECIMAL(10,2)", "-0.5::DECIMAL(10,2)"],
    json: ["1.00", "-0.50"],
  },
  {
    type: "DECIMAL(9,9)",
    values: ["0.5::DECIMAL(9,9)", "-0.000000001::DECIMAL(9,9)"],
    json: ["0.500000000", "-0.000000001"],
    parquet: [".500000000", "-.000000001"],
  },
  {
    type: "DECIMAL(38,0)",
    values: ["99999999999999999999999999999999999999::DECIMAL(38,0)"],
    json: ["99999999999999999999999999999999999999"],
  },
  {
    type: "DECIMAL(38,18)",
    values: ["12345678901234567890.123456789012345678::DECIMAL(38,18)"],
    json: ["12345678901234567890.123456789012345678"],
  },
  {
    type: "VARCHAR",
    values: ["'plain'", "'say \"hi\", ok'", "'Grüße 🦆\nline'", "''", NULL],
    json: ['"plain"', '"say \\"hi\\", ok"', '"Grüße 🦆\\nline"', '""', "null"],
    csv: ["plain", '"say ""hi"", ok"', '"Grüße 🦆\nline"', '""', ""],
    parquet: ["plain", 'say "hi", ok', "Grüße 🦆\nline", "", "NULL"],
  },
  {
    type: "BLOB",
    values: ["'\\x00\\xFF'::BLOB", "''::BLOB"],
    json: ['"00ff"', '""'],
    csv: ["00ff", '""'],
    parquet: ["\\x00\\xFF", ""],
  },
  {
    type: "DATE",
    values: [
      "DATE '1969-12-31'",
      "DATE '2300-02-28'",
      "DATE '0001-01-01'",
      "DATE '0001-12-31 (BC)'",
      "DATE '0028-08-11 (BC)'",
      "DATE '12000-01-01'",
    ],
    json: [
      '"1969-12-31"',
      '"2300-02-28"',
      '"0001-01-01"',
      '"0000-12-31"',
      '"-0027-08-11"',
      '"12000-01-01"',
    ],
    parquet: [
      "1969-12-31",
      "2300-02-28",
      "0001-01-01",
      "0001-12-31 (BC)",
      "0028-08-11 (BC)",
      "12000-01-01",
    ],
  },
  {
    type: "TIME",
    values: ["TIME '23:59:59.999999'", "TIME '10:00:00'"],
    json: ['"23:59:59.999999"', '"10:00:00"'],
  },
  {
    type: "TIMESTAMP",
    values: [
      "TIMESTAMP '1969-12-31 23:59:59.5'",
      "TIMESTAMP '2300-01-01 00:00:00.000001'",
      "TIMESTAMP '2020-01-01'",
      "TIMESTAMP '0028-08-11 (BC) 08:00:00'",
      "TIMESTAMP '0001-12-31 (BC) 23:59:59.000250'",
      "TIMESTAMP '12345-06-07 08:09:10.25'",
    ],
    json: [
      '"1969-12-31T23:59:59.500"',
      '"2300-01-01T00:00:00.000001"',
      '"2020-01-01T00:00:00"',
      '"-0027-08-11T08:00:00"',
      '"0000-12-31T23:59:59.000250"',
      '"12345-06-07T08:09:10.250"',
    ],
    parquet: [
      "1969-12-31 23:59:59.5",
      "2300-01-01 00:00:00.000001",
      "2020-01-01 00:00:00",
      "0028-08-11 (BC) 08:00:00",
      "0001-12-31 (BC) 23:59:59.00025",
      "12345-06-07 08:09:10.25",
    ],
  },
  {
    type: "TIMESTAMP_S",
    values: ["TIMESTAMP_S '2020-01-01 00:00:01'"],
    json: ['"2020-01-01T00:00:01"'],
    parquet: ["2020-01-01 00:00:01"],
  },
  {
    type: "TIMESTAMP_MS",
    values: ["TIMESTAMP_MS '2020-01-01 00:00:00.123'"],
    json: ['"2020-01-01T00:00:00.123"'],
    parquet: ["2020-01-01 00:00:00.123"],
  },
  {
    type: "TIMESTAMP_NS",
    values: [
      "TIMESTAMP_NS '1969-12-31 23:59:59.123456789'",
      "TIMESTAMP_NS '2020-01-01 00:00:00.5'",
    ],
    json: ['"1969-12-31T23:59:59.123456789"', '"2020-01-01T00:00:00.500"'],
    parquet: ["1969-12-31 23:59:59.123456789", "2020-01-01 00:00:00.5"],
  },
  {
    type: "TIMESTAMPTZ",
    values: [
      "TIMESTAMPTZ '2026-01-01 12:00:00+02'",
      "TIMESTAMPTZ '1960-01-01 00:00:00.25+00'",
      "'infinity'::TIMESTAMPTZ",
      "make_timestamptz(-62200000000000001)",
    ],
    json: [
      '"2026-01-01T10:00:00Z"',
      '"1960-01-01T00:00:00.250Z"',
      '"infinity"',
      '"-0002-12-17T14:13:19.999999Z"',
    ],
    parquet: [
      "2026-01-01 10:00:00+00",
      "1960-01-01 00:00:00.25+00",
      "infinity",
      "0003-12-17 (BC) 14:13:19.999999+00",
    ],
  },
  { type: "TIMETZ", values: ["TIMETZ '10:00:00+02'"], json: ['"10:00:00+02"'] },
  {
    type: "INTERVAL",
    values: ["INTERVAL '1 year 2 months 3 days 04:05:06.000007'"],
    json: ['"1 year 2 months 3 days 04:05:06.000007"'],
  },
  {
    type: "UUID",
    values: ["UUID '00000000-0000-0000-0000-0000000000ff'"],
    json: ['"00000000-0000-0000-0000-0000000000ff"'],
  },
  {
    type: "JSON",
    values: [`'{"a": [1, null]}'::JSON`],
    json: ['"{\\"a\\": [1, null]}"'],
    csv: ['"{""a"": [1, null]}"'],
    parquet: ['{"a": [1, null]}'],
  },
  { type: "BIT", values: ["'10101'::BIT"], json: ['"10101"'] },
  {
    type: "BIGNUM",
    values: ["'123456789012345678901234567890123456789012345678901234567890'::BIGNUM"],
    json: ['"123456789012345678901234567890123456789012345678901234567890"'],
  },
  { type: "ENUM", values: ["'b'::ENUM('a', 'b')"], json: ['"b"'] },
  {
    type: "LIST",
    values: ["[1, NULL, 3]", "[]::INTEGER[]", NULL],
    json: ["[1,null,3]", "[]", "null"],
    csv: ['"[1,null,3]"', "[]", ""],
    parquet: ["[1, NULL, 3]", "[]", "NULL"],
  },
  {
    type: "ARRAY",
    values: ["[1.5, 2.5]::FLOAT[2]"],
    json: ["[1.5,2.5]"],
    csv: ['"[1.5,2.5]"'],
    parquet: ["[1.5, 2.5]"],
  },
  {
    type: "STRUCT",
    values: ["{'a': 1, 'b': {'c': ['x\"y', NULL]}}", NULL],
    json: ['{"a":1,"b":{"c":["x\\"y",null]}}', "null"],
    csv: ['"{""a"":1,""b"":{""c"":[""x\\""y"",null]}}"', ""],
    parquet: [`{'a': 1, 'b': {'c': ['x"y', NULL]}}`, "NULL"],
  },
  {
    type: "MAP",
    values: ["MAP {'k': 1, 'l': NULL}", "MAP {}::MAP(VARCHAR, INTEGER)"],
    json: ['{"k":1,"l":null}', "{}"],
    csv: ['"{""k"":1,""l"":null}"', "{}"],
    parquet: ["{k=1, l=NULL}", "{}"],
  },
  { type: "UNION", values: ["union_value(num := 2)"], json: ['"2"'] },
  { type: "NULL", values: [NULL], json: ["null"] },
];
