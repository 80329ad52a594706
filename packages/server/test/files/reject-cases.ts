import type { Expected, FileCase } from "./file-case.ts";

export const REJECT_CASES: readonly FileCase[] = [
  rejecting("text among numbers", "a,b\n1,5\n2,x\n3,7\n", {
    types: ["BIGINT", "BIGINT"],
    rows: [
      ["1", "5"],
      ["3", "7"],
    ],
    rejectedLines: [3],
  }),
  rejecting("ragged rows", 'a,b\n1,x\n2\n3,y,z\n"4","p\nq"\n5,"r"s\n6,t\n', {
    rows: [
      ["1", "x"],
      ["4", "p\nq"],
      ["6", "t"],
    ],
    rejectedLines: [3, 4, 7],
  }),
  rejecting("a quote that is never closed", 'a,b\n1,x\n2,"y\n3,z\n', {
    rows: [
      ["1", "x"],
      ["3", "z"],
    ],
    rejectedLines: [3],
  }),
  rejecting("bytes that are no text", Buffer.from("a,b\n1,x\n2,\xe9\n3,z\n", "latin1"), {
    rows: [
      ["1", "x"],
      ["3", "z"],
    ],
    rejectedLines: [3],
  }),
  rejecting("nothing to reject", "a,b\n1,x\n", { rows: [["1", "x"]], rejectedLines: [] }),
  {
    name: "rejecting values that do not fit given types",
    body: "a,b\n1.5,x\n2,y\n,z\n1e3,p\n",
    contentType: "text/csv",
    request: { on_error: "reject", csv: { types: { a: "INTEGER" } } },
    expected: {
      rows: [
        ["2", "y"],
        [null, "z"],
      ],
      rejectedLines: [2, 5],
    },
  },
];

function rejecting(name: string, body: string | Uint8Array, expected: Expected): FileCase {
  return {
    name: `rejecting ${name}`,
    body,
    contentType: "text/csv",
    request: { on_error: "reject" },
    expected,
  };
}
