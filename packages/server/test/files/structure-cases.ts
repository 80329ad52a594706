import { gzipSync, zstdCompressSync } from "node:zlib";
import { exact, refused, utf16 } from "./csv-case.ts";
import type { FileCase } from "./file-case.ts";

export const STRUCTURE_CASES: readonly FileCase[] = [
  exact(
    "a plain file",
    "a,b\n1,x\n2,y\n",
    [
      ["1", "x"],
      ["2", "y"],
    ],
    { names: ["a", "b"] },
  ),
  exact("no line end at the end", "a,b\n1,x\n2,y", [
    ["1", "x"],
    ["2", "y"],
  ]),
  exact("CRLF", "a,b\r\n1,x\r\n2,y\r\n", [
    ["1", "x"],
    ["2", "y"],
  ]),
  exact("CR alone", "a,b\r1,x\r2,y\r", [
    ["1", "x"],
    ["2", "y"],
  ]),
  exact("mixed line ends", "a,b\r\n1,x\n2,y\r3,z\r\n", [
    ["1", "x"],
    ["2", "y"],
    ["3", "z"],
  ]),
  exact("CRLF after an LF header", "a,b\n1,x\r\n2,y\r\n", [
    ["1", "x"],
    ["2", "y"],
  ]),
  exact("a tab as delimiter", "a\tb\n1\tx,y\n2\tz\n", [
    ["1", "x,y"],
    ["2", "z"],
  ]),
  exact("a semicolon as delimiter", "a;b\n1;x,y\n2;z\n", [
    ["1", "x,y"],
    ["2", "z"],
  ]),
  exact("a pipe as delimiter", "a|b\n1|x,y\n2|z\n", [
    ["1", "x,y"],
    ["2", "z"],
  ]),
  exact("semicolons and decimal commas", "name;price\nx;1,5\ny;2,25\n", [
    ["x", "1,5"],
    ["y", "2,25"],
  ]),
  exact("semicolons inside text", "a,b\n1,x;y\n2,p;q\n", [
    ["1", "x;y"],
    ["2", "p;q"],
  ]),
  exact("one column", "a\n1\n2\n", [["1"], ["2"]]),
  exact("one column with blank lines", "a\nx\n\ny\n", [["x"], [null], ["y"]]),
  exact("blank lines between rows", "a,b\n1,x\n\n2,y\n\n\n", [
    ["1", "x"],
    ["2", "y"],
  ]),
  exact("blank lines before the header", "\n\na,b\n1,x\n", [["1", "x"]], { names: ["a", "b"] }),
  exact("a byte order mark", "\uFEFFa,b\n1,x\n", [["1", "x"]], { names: ["a", "b"] }),
  exact("a byte order mark before a quote", '\uFEFF"a",b\n1,x\n', [["1", "x"]], {
    names: ["a", "b"],
  }),
  exact("line breaks in quotes", 'a,b\n1,"x\ny"\n2,"p\r\nq"\n', [
    ["1", "x\ny"],
    ["2", "p\r\nq"],
  ]),
  exact("quotes in quotes", 'a,b\n1,"say ""hi"""\n2,""""\n', [
    ["1", 'say "hi"'],
    ["2", '"'],
  ]),
  exact("delimiters in quotes", 'a,b\n1,"x,y"\n', [["1", "x,y"]]),
  exact("quotes inside a cell without quotes", 'a,b\n1,5" pipe\n2,x"y"z\n', [
    ["1", '5" pipe'],
    ["2", 'x"y"z'],
  ]),
  exact(
    "spaces between quotes and delimiters",
    'a, b\n1, "x"\n2,"y" \n',
    [
      ["1", "x"],
      ["2", "y"],
    ],
    {
      names: ["a", "b"],
    },
  ),
  exact("spaces around cells", "a,b\n1, x \n2,  \n", [
    ["1", " x "],
    ["2", "  "],
  ]),
  exact("empty cells and empty texts", 'a,b,c\n1,,""\n2,"",\n', [
    ["1", null, ""],
    ["2", "", null],
  ]),
  exact("empty text among numbers stays text", 'a,b\n1,5\n2,""\n3,\n', [
    ["1", "5"],
    ["2", ""],
    ["3", null],
  ]),
  exact("only empty cells", "a,b\n,\n,\n", [
    [null, null],
    [null, null],
  ]),
  exact("a header alone", "a,b\n", [], { names: ["a", "b"] }),
  exact("a header alone without a line end", "a,b", [], { names: ["a", "b"] }),
  exact("a header with a line break", '"a\nx",b\n1,2\n', [["1", "2"]], { names: ["a\nx", "b"] }),
  exact("spaces around names", " a , b\n1,2\n", [["1", "2"]], { names: ["a", "b"] }),
  exact("names left out", ",b,\n1,2,3\n", [["1", "2", "3"]], {
    names: ["column0", "b", "column2"],
  }),
  exact(
    "names with quotes, dots and keywords",
    '"a ""b""",c.d,select\n1,2,3\n',
    [["1", "2", "3"]],
    {
      names: ['a "b"', "c.d", "select"],
    },
  ),
  exact("a delimiter at the end of rows", "a,b\n1,x,\n2,y,\n", [
    ["1", "x"],
    ["2", "y"],
  ]),
  exact("a delimiter at the end of all lines", "a,b,\n1,x,\n", [["1", "x", null]], {
    names: ["a", "b", "column2"],
  }),
  exact("a NUL in a cell", "a,b\n1,x\0y\n", [["1", "x\0y"]]),
  exact("control characters", "a,b\n1,x\u0001\u001fy\n", [["1", "x\u0001\u001fy"]]),
  exact("four-byte characters", "a,b\n1,😀é漢\n", [["1", "😀é漢"]]),
  exact("an unusual line separator is text", "a,b\n1,x\u2028y\u0085z\n", [
    ["1", "x\u2028y\u0085z"],
  ]),
  exact("a cell of 5 MB", `a,b\n1,${"x".repeat(5_000_000)}\n2,y\n`, [
    ["1", "x".repeat(5_000_000)],
    ["2", "y"],
  ]),
  exact("a quoted cell of 5 MB with line breaks", `a,b\n1,"${"x\n".repeat(2_500_000)}"\n`, [
    ["1", "x\n".repeat(2_500_000)],
  ]),
  exact("300 columns", `${numbers("c", 300)}\n${numbers("", 300)}\n`, [
    numbers("", 300).split(","),
  ]),
  exact("gzip", gzipSync("a,b\n1,x\n"), [["1", "x"]]),
  exact("zstd", zstdCompressSync("a,b\n1,x\n"), [["1", "x"]]),
  exact("several gzip members", Buffer.concat([gzipSync("a,b\n1,x\n"), gzipSync("2,y\n")]), [
    ["1", "x"],
    ["2", "y"],
  ]),
  exact("UTF-16 with a mark", utf16("\uFEFFa,b\n1,é😀\n"), [["1", "é😀"]], { names: ["a", "b"] }),
  exact("UTF-16 big-endian with a mark", utf16("\uFEFFa,b\n1,漢\n").swap16(), [["1", "漢"]]),
  exact("UTF-16 without a mark", utf16("a,b\n1,é\n"), [["1", "é"]]),
  exact("UTF-16 with gzip", gzipSync(utf16("\uFEFFa,b\n1,é\n")), [["1", "é"]]),
  exact("backslashes are text", 'a,b\n1,x\\y\n2,"\\n"\n', [
    ["1", "x\\y"],
    ["2", "\\n"],
  ]),
  exact("number signs are text", "a,b\n#1,x\n2,y\n", [
    ["#1", "x"],
    ["2", "y"],
  ]),
  refused("a row with a cell too few", "a,b\n1,x\n2\n", 3),
  refused("a row with a cell too many", "a,b\n1,x\n2,y,z\n", 3),
  refused("a row too long after a cell with line breaks", 'a,b\n1,"x\ny"\n2,y,z\n', 4),
  refused("text after a closing quote", 'a,b\n1,"x"y\n', 2),
  refused("a quote that is never closed", 'a,b\n1,x\n2,"y\n3,z\n', 3),
  refused("a backslash before a quote", 'a,b\n1,"x\\"y"\n', 2),
  refused("Latin-1 that is not named", Buffer.from("a,b\n1,x\n2,caf\xe9\n", "latin1"), 3),
  refused("UTF-8 cut in the middle of a character", Buffer.from("a,b\n1,\xc3", "latin1"), 2),
  refused("surrogates in UTF-8", Buffer.from("a,b\n1,\xed\xa0\x80\n", "latin1"), 2),
  refused("half a surrogate pair in UTF-16", utf16("\uFEFFa,b\n1,\ud83d\n"), 2),
  {
    name: "an empty file of spaces",
    body: "\n\n",
    contentType: "text/csv",
    expected: { refusedLine: undefined, message: /is empty/ },
  },
  {
    name: "a name twice",
    body: "a,b,a\n1,2,3\n",
    contentType: "text/csv",
    expected: { refusedLine: undefined, message: /column "a" twice/ },
  },
  {
    name: "names that differ in case only",
    body: "a,A\n1,2\n",
    contentType: "text/csv",
    expected: { refusedLine: undefined, message: /column "a" twice/ },
  },
  {
    name: "damaged gzip",
    body: gzipSync("a,b\n1,x\n".repeat(1000)).subarray(0, 30),
    contentType: "text/csv",
    expected: { refusedLine: undefined, message: /unpack/ },
  },
];

function numbers(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`).join(",");
}
