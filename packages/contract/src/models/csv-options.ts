import { z } from "zod";
import { optionalCollection, optionalField, optionalText } from "../request-field.ts";
import { ColumnDefinition } from "./column-definition.ts";

const oneCharacter = (what: string) =>
  optionalField(z.string().length(1, "must be one character")).describe(what);

export const CsvOptions = z
  .strictObject({
    delimiter: oneCharacter(
      "What stands between cells. Found in the file when left out: a comma, a tab, a semicolon or `|`.",
    ),
    quote: optionalField(z.string().max(1, "must be one character, or empty for none")).describe(
      'What cells are quoted with; `"` when left out, empty for nothing.',
    ),
    escape: oneCharacter(
      "What stands before a quote inside a quoted cell; when left out, such a quote is written twice.",
    ),
    encoding: optionalText(z.string()).describe(
      "`utf-8`, `utf-16le`, `utf-16be`, `latin1` or `windows-1252` (which are read alike). UTF-8 " +
        "when left out; UTF-16 is recognised.",
    ),
    header: optionalField(z.boolean()).describe(
      "False when the first row holds values; true when left out.",
    ),
    names: optionalCollection(z.array(z.string().min(1, "must not be empty"))).describe(
      "Names of all columns, in order, instead of those of the header. Without either, columns are " +
        "called `column0`, `column1`, …",
    ),
    types: optionalCollection(z.record(z.string(), ColumnDefinition)).describe(
      "Types of some columns, by name. A value that is not exactly of its type is refused.",
    ),
    infer_types: optionalField(z.boolean()).describe(
      "False to read all columns without a given type as text; true when left out.",
    ),
    null: optionalField(z.union([z.string(), z.array(z.string())])).describe(
      "Texts that mean NULL, quoted or not, besides the empty cell without quotes.",
    ),
    decimal: optionalField(z.enum([".", ","], { error: 'must be "." or ","' })).describe(
      "What stands before the fraction of a number; `.` when left out.",
    ),
    thousands: oneCharacter("What stands between groups of three digits; nothing when left out."),
    comment: oneCharacter("Lines that begin with it are passed over."),
    skip_lines: optionalField(
      z.int().min(0, "must be at least 0").max(1_000_000, "must be at most 1000000"),
    ).describe("Lines to pass over before the header."),
    fill_missing: optionalField(z.boolean()).describe(
      "True to give rows that end early NULL for the cells they lack; such rows are refused when " +
        "left out.",
    ),
    date_format: optionalText(z.string()).describe(
      "Form of dates besides `2024-12-31`, for example `%d.%m.%Y`.",
    ),
    timestamp_format: optionalText(z.string()).describe(
      "Form of timestamps besides ISO 8601, for example `%m/%d/%Y %H:%M`.",
    ),
  })
  .meta({ id: "CsvOptions", description: "How a CSV file is written." });
export type CsvOptions = z.infer<typeof CsvOptions>;
