import { utf16, withOptions } from "./csv-case.ts";
import type { FileCase } from "./file-case.ts";

export const OPTION_CASES: readonly FileCase[] = [
  withOptions("no header", { header: false }, "1,x\n2,y\n", {
    names: ["column0", "column1"],
    rows: [
      ["1", "x"],
      ["2", "y"],
    ],
  }),
  withOptions("no header, after a byte order mark", { header: false }, "\uFEFF1,x\n2,y\n", {
    types: ["BIGINT", "VARCHAR"],
    rows: [
      ["1", "x"],
      ["2", "y"],
    ],
  }),
  withOptions("names for a file without header", { header: false, names: ["a", "b"] }, "1,x\n", {
    names: ["a", "b"],
    rows: [["1", "x"]],
  }),
  withOptions("names in place of the header", { names: ["p", "q"] }, "a,a\n1,x\n", {
    names: ["p", "q"],
    rows: [["1", "x"]],
  }),
  withOptions("a named delimiter", { delimiter: ":" }, "a:b\n1:x,y\n", { rows: [["1", "x,y"]] }),
  withOptions("a delimiter beyond ASCII", { delimiter: "§" }, "a§b\n1§x\n", { rows: [["1", "x"]] }),
  withOptions("a space as delimiter", { delimiter: " " }, 'a b\n1 "x y"\n', {
    rows: [["1", "x y"]],
  }),
  withOptions("single quotes", { quote: "'" }, "a,b\n1,'x,''y'''\n2,\"z\"\n", {
    rows: [
      ["1", "x,'y'"],
      ["2", '"z"'],
    ],
  }),
  withOptions("no quotes", { quote: "" }, 'a,b\n1,"x"\n2,y"\n', {
    rows: [
      ["1", '"x"'],
      ["2", 'y"'],
    ],
  }),
  withOptions("a backslash as escape", { escape: "\\" }, 'a,b\n1,"x\\"y\\\\"\n2,"\\n"\n', {
    rows: [
      ["1", 'x"y\\'],
      ["2", "\\n"],
    ],
  }),
  withOptions("Latin-1", { encoding: "latin1" }, Buffer.from("a,b\n1,caf\xe9 \x80\n", "latin1"), {
    rows: [["1", "café €"]],
  }),
  withOptions("UTF-16 by name", { encoding: "utf-16le" }, utf16("漢,b\n漢,é\n"), {
    rows: [["漢", "é"]],
  }),
  withOptions("a text for NULL", { null: "NA" }, 'a,b\n1,NA\n2,"NA"\nNA,x\n', {
    types: ["BIGINT", "VARCHAR"],
    rows: [
      ["1", null],
      ["2", null],
      [null, "x"],
    ],
  }),
  withOptions("empty text for NULL", { null: ["", "-"] }, 'a,b\n1,""\n2,-\n3,4\n', {
    types: ["BIGINT", "BIGINT"],
    rows: [
      ["1", null],
      ["2", null],
      ["3", "4"],
    ],
  }),
  withOptions("a comment sign", { comment: "#" }, "# made by x\na,b\n#c\n1,#2\n#3,4\n", {
    rows: [["1", "#2"]],
  }),
  withOptions("lines before the header", { skip_lines: 2 }, 'Report "x\n\na,b\n1,x\n', {
    names: ["a", "b"],
    rows: [["1", "x"]],
  }),
  withOptions("rows that end early", { fill_missing: true }, "a,b,c\n1\n2,x\n3,y,z\n", {
    rows: [
      ["1", null, null],
      ["2", "x", null],
      ["3", "y", "z"],
    ],
  }),
  withOptions("no guesses", { infer_types: false }, "a,b\n1,2024-01-01\n", {
    types: ["VARCHAR", "VARCHAR"],
    rows: [["1", "2024-01-01"]],
  }),
  withOptions("given types", { types: { a: "VARCHAR", b: "DECIMAL(10,2)" } }, "a,b\n1,2.5\n", {
    types: ["VARCHAR", "DECIMAL(10,2)"],
    rows: [["1", "2.5"]],
  }),
  withOptions(
    "given integers with signs and zeros",
    { types: { a: "INTEGER" } },
    "a,b\n007,1\n+5,2\n6.0,3\n",
    {
      types: ["INTEGER", "BIGINT"],
      rows: [
        ["7", "1"],
        ["5", "2"],
        ["6", "3"],
      ],
    },
  ),
  withOptions("given timestamps with a day", { types: { a: "TIMESTAMP" } }, "a,b\n2024-01-01,1\n", {
    types: ["TIMESTAMP", "BIGINT"],
    rows: [["2024-01-01 00:00:00", "1"]],
  }),
  ...misfits(),
];

/** Values that are not exactly of the type that is given for column `a`. */
function misfits(): FileCase[] {
  const cases: readonly (readonly [type: string, value: string])[] = [
    ["INTEGER", "1.5"],
    ["INTEGER", "1e3"],
    ["INTEGER", "3000000000"],
    ["TINYINT", "200"],
    ["BIGINT", "x"],
    ["DECIMAL(10,2)", "1.239"],
    ["DECIMAL(4,2)", "123.4"],
    ["DOUBLE", "0.12345678901234567890"],
    ["DOUBLE", "9007199254740993"],
    ["FLOAT", "0.123456789"],
    ["BOOLEAN", "maybe"],
    ["DATE", "2024-01-01 10:00:00"],
    ["DATE", "01/02/2024"],
    ["DATE", "2023-02-29"],
    ["TIMESTAMP", "2024-01-01 10:00:00+02:00"],
    ["TIMESTAMP", "2024-01-01 10:00:00.1234567"],
    ["TIMESTAMPTZ", "2024-01-01 10:00:00.1234567Z"],
    ["TIME", "25:00:00"],
    ["UUID", "8d8ac610"],
    ["JSON", "{"],
  ];
  return cases.map(([type, value]) =>
    withOptions(`${value} is no ${type}`, { types: { a: type } }, `a,b\n,1\n${value},2\n`, {
      refusedLine: 3,
      message: /column "a"/,
    }),
  );
}
