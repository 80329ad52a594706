import { column, exact, refused } from "./csv-case.ts";
import type { FileCase } from "./file-case.ts";

/** Long enough to be more than what is looked at first. */
const TALL = 100_000;

function tall(last: string): string {
  return `n,v\n${Array.from({ length: TALL }, (_, index) => `${index},${index}\n`).join("")}${TALL},${last}\n`;
}

function tallRows(last: string): string[][] {
  const rows = Array.from({ length: TALL }, (_, index) => [String(index), String(index)]);
  return [...rows, [String(TALL), last]];
}

export const TYPE_CASES: readonly FileCase[] = [
  column("integers", ["0", "-1", "42", "9223372036854775807", "-9223372036854775808"], "BIGINT"),
  column("leading zeros", ["007", "8"], "VARCHAR"),
  column("plus signs", ["+5", "6"], "VARCHAR"),
  column("phone numbers", ["+49 30 1234", "030-99"], "VARCHAR"),
  column("a minus zero", ["-0", "1"], "DOUBLE"),
  column("spaces around integers", [" 5", "6 "], "VARCHAR"),
  column("underscores in integers", ["1_000", "2"], "VARCHAR"),
  column("hexadecimals", ["0x10", "0x11"], "VARCHAR"),
  column("integers above 64 bits", ["9223372036854775808", "1"], "DECIMAL(38,0)"),
  column("20-digit ids", ["12345678901234567890", "12345678901234567891"], "DECIMAL(38,0)"),
  column("powers of ten above 64 bits", ["10000000000000000000", "1"], "DECIMAL(38,0)"),
  column("40-digit integers", ["1234567890123456789012345678901234567890", "1"], "VARCHAR"),
  column("decimals", ["0.1", "1.5", "-2.25", "10"], "DOUBLE"),
  column("prices", ["1.10", "2.50", "-0.00", "3.99"], "DOUBLE"),
  column("version numbers", ["1.9", "1.10", "1.2"], "VARCHAR"),
  column("list numbers", ["1.", "2."], "VARCHAR"),
  column("decimals without a whole part", [".5", "-.25"], "DOUBLE"),
  column("decimals with a leading zero", ["00.5", "1.5"], "VARCHAR"),
  column("doubles of 17 digits", ["0.30000000000000004", "0.1"], "DOUBLE"),
  column("doubles of 16 digits", ["9007199254740993.0", "1.0"], "DECIMAL(38,1)"),
  column("decimals of 20 digits", ["12345678901234567.891", "1.5"], "DECIMAL(38,3)"),
  column("decimals of 30 places", ["0.123456789012345678901234567891", "1.5"], "DECIMAL(38,30)"),
  column(
    "decimals of 45 digits",
    ["1234567890123456789012345678901.12345678901234", "1.5"],
    "VARCHAR",
  ),
  column("doubles at 18 places", ["0.100000000000000006", "0.200000000000000011"], "DOUBLE"),
  column(
    "doubles as some programs print them",
    ["1.000000000000000056e-01", "2.500000000000000000e+00"],
    "DOUBLE",
  ),
  column("exponents", ["1.5e10", "2.5E-7", "1e+20"], "DOUBLE"),
  column("codes that look like exponents", ["1e5", "2E10"], "VARCHAR"),
  column("exponents beyond doubles", ["1.0e400", "1.5"], "VARCHAR"),
  column("exponents below doubles", ["1.0e-400", "1.5"], "VARCHAR"),
  column("NaN and infinities", ["NaN", "1.5", "inf", "-Infinity"], "DOUBLE"),
  column("NaN alone", ["NaN", "nan"], "VARCHAR"),
  column("true and false", ["true", "false", "True", "FALSE"], "BOOLEAN"),
  column("yes and no", ["yes", "no"], "VARCHAR"),
  column("t and f", ["t", "f"], "VARCHAR"),
  column("ones and zeros", ["1", "0"], "BIGINT"),
  column("days", ["2024-01-31", "1999-12-01"], "DATE"),
  column("a day that there is not", ["2024-02-30", "2024-01-01"], "VARCHAR"),
  column("days without zeros", ["2024-1-1", "2024-1-2"], "VARCHAR"),
  column("days with slashes", ["01/02/2024", "03/04/2024"], "VARCHAR"),
  column("days with points", ["1.2.2024", "3.4.2024"], "VARCHAR"),
  column("days without signs", ["20240101", "20240102"], "BIGINT"),
  column("the year 0", ["0000-01-01", "2024-01-01"], "VARCHAR"),
  column("words for days", ["infinity", "epoch"], "VARCHAR"),
  column(
    "timestamps",
    ["2024-01-01 10:00:00", "2024-01-01T11:30:00", "2024-01-01 12:00:00.5"],
    "TIMESTAMP",
  ),
  column("timestamps without seconds", ["2024-01-01 10:00", "2024-01-01 11:30"], "TIMESTAMP"),
  column(
    "timestamps in microseconds",
    ["2024-01-01T10:00:00.123456", "2024-01-01T10:00:00.100000"],
    "TIMESTAMP",
  ),
  column(
    "timestamps in nanoseconds",
    ["2024-01-01T10:00:00.123456789", "2024-01-01T10:00:00.1"],
    "TIMESTAMP_NS",
  ),
  column("timestamps at 24 hours", ["2024-01-01 24:00:00", "2024-01-01 10:00:00"], "VARCHAR"),
  column("days among timestamps", ["2024-01-01", "2024-01-01 10:00:00"], "VARCHAR"),
  column(
    "timestamps with zones",
    ["2024-01-01T10:00:00Z", "2024-01-01T10:00:00+02:00", "2024-01-01 10:00:00.25-0330"],
    "TIMESTAMP WITH TIME ZONE",
  ),
  column(
    "zones with nanoseconds",
    ["2024-01-01T10:00:00.123456789Z", "2024-01-01T10:00:00Z"],
    "VARCHAR",
  ),
  column("zones among zoneless", ["2024-01-01T10:00:00Z", "2024-01-01T10:00:00"], "VARCHAR"),
  column("times", ["10:00:00", "23:59:59.5"], "TIME"),
  column("times without seconds", ["10:30", "11:45"], "VARCHAR"),
  column("durations", ["25:00:00", "10:00:00"], "VARCHAR"),
  column("words for NULL", ["NULL", "NA"], "VARCHAR"),
  column("N/A among numbers", ["N/A", "5"], "VARCHAR"),
  column("money", ["$5.00", "$6.00"], "VARCHAR"),
  column("percentages", ["5%", "6%"], "VARCHAR"),
  column(
    "UUIDs",
    ["8D8AC610-566D-4EF0-9C22-186B2A5ED793", "8d8ac610-566d-4ef0-9c22-186b2a5ed794"],
    "VARCHAR",
  ),
  column("wide digits", ["１２", "３４"], "VARCHAR"),
  exact("a decimal after many integers", tall("1.5"), tallRows("1.5"), {
    types: ["BIGINT", "DOUBLE"],
  }),
  exact("text after many integers", tall("x"), tallRows("x"), { types: ["BIGINT", "VARCHAR"] }),
  exact("a leading zero after many integers", tall("007"), tallRows("007"), {
    types: ["BIGINT", "VARCHAR"],
  }),
  exact(
    "a large integer after many integers",
    tall("98765432109876543210"),
    tallRows("98765432109876543210"),
    {
      types: ["BIGINT", "DECIMAL(38,0)"],
    },
  ),
  refused("a short row after many rows", `${tall("1")}7\n`, 100_003),
];
