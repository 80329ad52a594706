import type { ColumnType, CsvOptions as CsvRequest } from "@hotdata/contract";
import { type CsvOptions, type FileEncoding, PLAIN_CSV } from "../engine/csv-options.ts";
import { FORMAT_PARTS, formatPattern } from "../engine/date-format.ts";
import { invalidField } from "../http/api-error.ts";
import { parseColumnTypes } from "./parse-column-types.ts";

/** What a request says about how its files are to be read. */
export interface FileOptions {
  readonly csv?: CsvOptions;
  /** Given types of columns, by name. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  readonly rejectsBadRows?: true;
}

interface FileFields {
  readonly csv?: CsvRequest | undefined;
  readonly on_error?: "fail" | "reject" | undefined;
}

/**
 * Undefined when the request leaves everything to be found in the file.
 * @throws {ApiError} BAD_REQUEST naming the field that is not accepted
 */
export function parseFileOptions({ csv, on_error }: FileFields): FileOptions | undefined {
  if (csv === undefined && on_error !== "reject") return undefined;
  const rejects = on_error === "reject" ? ({ rejectsBadRows: true } as const) : {};
  if (csv === undefined) return rejects;
  const types = csv.types === undefined ? {} : { types: parseColumnTypes(csv.types, "csv.types") };
  return { ...rejects, ...types, csv: parseCsv(csv) };
}

function parseCsv(csv: CsvRequest): CsvOptions {
  refuseClashes(csv);
  const { delimiter, quote, escape, names, thousands, comment } = csv;
  const encoding = csv.encoding === undefined ? undefined : parseEncoding(csv.encoding);
  const dateFormat = parseFormat("date_format", csv.date_format);
  const timestampFormat = parseFormat("timestamp_format", csv.timestamp_format);
  const nullTexts = typeof csv.null === "string" ? [csv.null] : (csv.null ?? []);
  return {
    ...PLAIN_CSV,
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(quote === undefined ? {} : { quote }),
    ...(escape === undefined ? {} : { escape }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(names === undefined ? {} : { names }),
    ...(thousands === undefined ? {} : { thousandsMark: thousands }),
    ...(comment === undefined ? {} : { comment }),
    ...(dateFormat === undefined ? {} : { dateFormat }),
    ...(timestampFormat === undefined ? {} : { timestampFormat }),
    hasHeader: csv.header ?? true,
    nullTexts,
    decimalMark: csv.decimal ?? ".",
    skipLines: csv.skip_lines ?? 0,
    fillMissing: csv.fill_missing ?? false,
    allText: csv.infer_types === false,
  };
}

const ENCODINGS: Readonly<Record<string, FileEncoding>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  latin1: "windows-1252",
  "iso-8859-1": "windows-1252",
  "windows-1252": "windows-1252",
  cp1252: "windows-1252",
};

function parseEncoding(name: string): FileEncoding {
  const encoding = ENCODINGS[name.trim().toLowerCase()];
  if (encoding !== undefined) return encoding;
  const known = Object.keys(ENCODINGS).join(", ");
  throw invalidField("csv.encoding", `Unknown encoding ${JSON.stringify(name)}; known: ${known}.`);
}

function parseFormat(field: string, format: string | undefined): string | undefined {
  if (format === undefined || formatPattern(format) !== undefined) return format;
  throw invalidField(
    `csv.${field}`,
    `${JSON.stringify(format)} has an unknown part; known: ${FORMAT_PARTS.join(", ")}.`,
  );
}

/** Characters that tell parts of the file apart must differ, and none may end a line. */
function refuseClashes(csv: CsvRequest): void {
  const { delimiter, quote, escape, decimal, thousands, comment } = csv;
  const marks = { delimiter, quote, escape, thousands, comment };
  for (const [field, mark] of Object.entries(marks)) {
    if (mark === undefined || !/[\r\n\0\uD800-\uDFFF]/.test(mark)) continue;
    throw invalidField(`csv.${field}`, `csv.${field} cannot be ${JSON.stringify(mark)}.`);
  }
  const pairs: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ["quote", delimiter, quote],
    ["escape", delimiter, escape],
    ["comment", delimiter, comment],
    ["comment", quote ?? '"', comment],
    ["thousands", decimal ?? ".", thousands],
  ];
  for (const [field, one, other] of pairs) {
    if (one === undefined || one !== other) continue;
    throw invalidField(`csv.${field}`, `csv.${field} has the meaning of another option: ${one}`);
  }
  if (thousands !== undefined && /[0-9-]/.test(thousands)) {
    throw invalidField("csv.thousands", "csv.thousands cannot be part of a number.");
  }
}
