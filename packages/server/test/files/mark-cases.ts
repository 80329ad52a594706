import { withOptions } from "./csv-case.ts";
import type { FileCase } from "./file-case.ts";

export const MARK_CASES: readonly FileCase[] = [
  withOptions("decimal commas", { decimal: "," }, "a;b\n1;1,5\n2;-0,25\n", {
    types: ["BIGINT", "DOUBLE"],
    rows: [
      ["1", "1.5"],
      ["2", "-0.25"],
    ],
  }),
  withOptions("points among decimal commas", { decimal: "," }, "a;b\n1;1,5\n2;1.5\n", {
    types: ["BIGINT", "VARCHAR"],
    rows: [
      ["1", "1,5"],
      ["2", "1.5"],
    ],
  }),
  withOptions(
    "points between thousands",
    { decimal: ",", thousands: "." },
    "a;b\n1;1.234,5\n2;1.234.567,25\n3;5\n",
    {
      types: ["BIGINT", "DOUBLE"],
      rows: [
        ["1", "1234.5"],
        ["2", "1234567.25"],
        ["3", "5"],
      ],
    },
  ),
  withOptions("commas between thousands", { thousands: "," }, 'a,b\n1,"1,234"\n2,"12,345,678"\n', {
    types: ["BIGINT", "BIGINT"],
    rows: [
      ["1", "1234"],
      ["2", "12345678"],
    ],
  }),
  withOptions("misplaced thousands", { thousands: "," }, 'a,b\n1,"1,23"\n2,"1,234"\n', {
    types: ["BIGINT", "VARCHAR"],
    rows: [
      ["1", "1,23"],
      ["2", "1,234"],
    ],
  }),
  withOptions("spaces between thousands", { thousands: " " }, "a,b\n1,1 234\n", {
    types: ["BIGINT", "BIGINT"],
    rows: [["1", "1234"]],
  }),
  withOptions("a form of days", { date_format: "%d.%m.%Y" }, "a,b\n1,01.02.2024\n2,31.12.2023\n", {
    types: ["BIGINT", "DATE"],
    rows: [
      ["1", "2024-02-01"],
      ["2", "2023-12-31"],
    ],
  }),
  withOptions(
    "days of another form",
    { date_format: "%d.%m.%Y" },
    "a,b\n1,01.02.2024\n2,2023-12-31\n",
    {
      types: ["BIGINT", "VARCHAR"],
      rows: [
        ["1", "01.02.2024"],
        ["2", "2023-12-31"],
      ],
    },
  ),
  withOptions(
    "a form of timestamps",
    { timestamp_format: "%m/%d/%Y %H:%M" },
    "a,b\n1,02/01/2024 10:30\n",
    {
      types: ["BIGINT", "TIMESTAMP"],
      rows: [["1", "2024-02-01 10:30:00"]],
    },
  ),
];
