import type { ControlRecord, SltRecord } from "./slt-record.ts";

const LISTS: Readonly<Record<string, string>> = {
  "<signed>": "tinyint smallint integer bigint hugeint",
  "<unsigned>": "utinyint usmallint uinteger ubigint uhugeint",
  "<integral>":
    "tinyint smallint integer bigint hugeint utinyint usmallint uinteger ubigint uhugeint",
  "<numeric>":
    "tinyint smallint integer bigint hugeint utinyint usmallint uinteger ubigint uhugeint float double",
  "<alltypes>":
    "tinyint smallint integer bigint hugeint utinyint usmallint uinteger ubigint uhugeint float double bool interval varchar",
};

/** Loops that run a file for so long show nothing more, and are cut. */
const MOST_TURNS = 64;

/** Runs through `loop`, `foreach` and their concurrent forms one turn after the other. */
export function expandLoops(records: readonly SltRecord[]): SltRecord[] {
  const expanded: SltRecord[] = [];
  for (let at = 0; at < records.length; at += 1) {
    const record = records[at];
    if (record === undefined) break;
    if (!startsLoop(record)) {
      expanded.push(record);
      continue;
    }
    const end = endOfLoop(records, at);
    const body = records.slice(at + 1, end);
    for (const [name, value] of turnsOf(record)) {
      expanded.push(...expandLoops(body.map((inner) => withVariable(inner, name, value))));
    }
    at = end;
  }
  return expanded;
}

function startsLoop(record: SltRecord): record is ControlRecord {
  return record.kind === "control" && /^(concurrent)?(loop|foreach)$/.test(record.words[0] ?? "");
}

function endOfLoop(records: readonly SltRecord[], start: number): number {
  let depth = 0;
  for (let at = start; at < records.length; at += 1) {
    const record = records[at];
    if (record === undefined) break;
    if (startsLoop(record)) depth += 1;
    if (record.kind === "control" && record.words[0] === "endloop") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`line ${records[start]?.line}: this loop has no endloop`);
}

function turnsOf({ words }: ControlRecord): (readonly [name: string, value: string])[] {
  const [keyword = "", name = "", ...values] = words;
  if (keyword.endsWith("loop")) {
    const [from = 0, to = 0] = values.map(Number);
    const turns = Math.min(Math.max(to - from, 0), MOST_TURNS);
    return Array.from({ length: turns }, (_, turn) => [name, String(from + turn)]);
  }
  const listed = values.flatMap((value) => (LISTS[value] ?? value).split(" "));
  const left = listed.filter((value) => !value.startsWith("!") && !listed.includes(`!${value}`));
  return left.map((value) => [name, value]);
}

/** Several variables may be bound at once: `foreach a,b 1,2 3,4`. */
function withVariable(record: SltRecord, name: string, value: string): SltRecord {
  const names = name.split(",");
  const values = names.length === 1 ? [value] : value.split(",");
  const put = (text: string): string =>
    names.reduce(
      (done, one, index) =>
        done
          .replaceAll(`\${${one}}`, values[index] ?? "")
          .replaceAll(`{${one}}`, values[index] ?? ""),
      text,
    );
  // A condition names the variable bare: `skipif i=2`.
  const judge = (text: string): string => {
    const at = names.indexOf(/^\w+/.exec(text)?.[0] ?? "");
    return at < 0 ? text : text.replace(/^\w+/, values[at] ?? "");
  };
  const conditions = { skipIf: record.skipIf.map(judge), onlyIf: record.onlyIf.map(judge) };
  if (record.kind === "control") return { ...record, ...conditions, words: record.words.map(put) };
  if (record.kind === "statement") return { ...record, ...conditions, sql: put(record.sql) };
  const expected = record.expected?.map(put);
  return { ...record, ...conditions, sql: put(record.sql), expected };
}
