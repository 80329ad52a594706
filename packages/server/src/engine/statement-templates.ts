import type { ColumnFilter, FilterValue, TableNeeds } from "./column-filter.ts";
import { isKeyword, isTrivia, type SqlToken } from "./duckdb/statement/sql-token.ts";
import { tokenizeSql } from "./duckdb/statement/tokenize-sql.ts";
import type { InspectRequest, Statement } from "./engine.ts";
import { StatementCache } from "./statement-cache.ts";

/** Longer texts are seldom the same but for their constants. */
const MAX_TEXT_LENGTH = 2_048;

/** An inspection, and which of the text's constants each value of its filters is. */
interface Template {
  readonly statement: Statement;
  readonly needs: TableNeeds;
  /** By value: the place among the constants. */
  readonly places: ReadonlyMap<FilterValue, number>;
}

interface MaskedText {
  /** The text without its constants. */
  readonly mask: string;
  readonly constants: readonly FilterValue[];
}

/**
 * What inspections of statements that only pick rows say of others that differ in constants. Those are
 * compared with columns and do nothing else: each is a value of a filter. So an inspection of another
 * text would say the same, but for these values.
 */
export class StatementTemplates {
  readonly #templates = new StatementCache<Template>();

  find(request: InspectRequest): Statement | undefined {
    const masked = maskedText(request);
    const template = masked && this.#templates.find(masked.mask);
    if (masked === undefined || template === undefined) return undefined;
    const { statement, needs, places } = template;
    const valueOf = (value: FilterValue): FilterValue => {
      const constant = masked.constants[places.get(value) ?? -1];
      return constant === undefined ? value : { ...value, text: constant.text };
    };
    const filled = needs.map((list) => list.map((filter) => filledFilter(filter, valueOf)));
    return { ...statement, tables: statement.tables.map((table) => ({ ...table, needs: filled })) };
  }

  learn(request: InspectRequest, statement: Statement): void {
    const [table, ...others] = statement.tables;
    const needs = table?.needs;
    if (statement.picks === undefined || needs === undefined || others.length > 0) return;
    const masked = maskedText(request);
    const places = masked && placesOf(masked.constants, needs);
    if (masked && places) this.#templates.set(masked.mask, { statement, needs, places });
  }
}

/** Whole numbers that are INTEGER and begin with no zero; and texts that have characters, and no quotes. */
const INTEGER = /^(?:0|[1-9]\d{0,8})$/;
const TEXT = /^'[^']+'$/;
/** Stands for a constant; a text that has it is none for a template. */
const MARK = "\0";

/** Undefined where it has no constants, or may mean more by them. */
function maskedText({ sqlText, dialect, parameterNames }: InspectRequest): MaskedText | undefined {
  const isFitting =
    dialect === "hotsql" && sqlText.length <= MAX_TEXT_LENGTH && !sqlText.includes(MARK);
  if (!isFitting || parameterNames.length > 0) return undefined;
  const constants: FilterValue[] = [];
  let mask = "";
  let before: SqlToken | undefined;
  for (const token of tokenizeSql(sqlText)) {
    // A LIMIT is part of what the statement is.
    const constant = isKeyword(before, "LIMIT") ? undefined : constantOf(token);
    if (constant !== undefined) constants.push(constant);
    mask += constant === undefined ? token.text : `${MARK}${constant.kind}`;
    if (!isTrivia(token)) before = token;
  }
  return constants.length === 0 ? undefined : { mask, constants };
}

function constantOf({ kind, text }: SqlToken): FilterValue | undefined {
  if (kind === "number" && INTEGER.test(text)) return { kind: "integer", text };
  return kind === "string" && TEXT.test(text)
    ? { kind: "text", text: text.slice(1, -1) }
    : undefined;
}

/** Undefined unless each constant is one value, and it is plain which. */
function placesOf(
  constants: readonly FilterValue[],
  needs: TableNeeds,
): Template["places"] | undefined {
  const values = [...new Set(needs.flat().flatMap(comparedValues))];
  const places = new Map<FilterValue, number>();
  for (const [place, constant] of constants.entries()) {
    const same = values.filter((value) => isSpelledBy(value, constant));
    const [value] = same;
    if (value === undefined || same.length > 1 || places.has(value)) return undefined;
    places.set(value, place);
  }
  return places;
}

/** What text begins with may be a part of a constant. */
function comparedValues(filter: ColumnFilter): readonly FilterValue[] {
  if ("values" in filter) return filter.values;
  return "value" in filter && filter.op !== "prefix" ? [filter.value] : [];
}

function isSpelledBy(value: FilterValue, constant: FilterValue): boolean {
  const isNumber = value.kind === "integer";
  const isOther = value.kind === "parameter" || isNumber !== (constant.kind === "integer");
  return !isOther && value.text === constant.text;
}

function filledFilter(
  filter: ColumnFilter,
  valueOf: (value: FilterValue) => FilterValue,
): ColumnFilter {
  if ("values" in filter) return { ...filter, values: filter.values.map(valueOf) };
  return "value" in filter ? { ...filter, value: valueOf(filter.value) } : filter;
}
