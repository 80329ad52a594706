import type { ColumnFilter, FilterValue } from "../engine/column-filter.ts";
import type { LimitPart, ParameterValue, SqlParameter, TableReference } from "../engine/engine.ts";

/** Types of typed values that are compared as the same literal would be. */
const TYPED_KINDS: Readonly<Record<string, FilterValue["kind"]>> = {
  VARCHAR: "text",
  DATE: "date",
  TIMESTAMP: "timestamp",
  TIMESTAMPTZ: "timestamptz",
};

/** Puts the values of parameters into what a statement needs of its tables. */
export function bindNeeds(
  references: readonly TableReference[],
  parameters: readonly SqlParameter[],
): readonly TableReference[] {
  if (parameters.length === 0) return references;
  const values = new Map(parameters.map(({ name, value }) => [name, filterValue(value)]));
  return references.map((reference) => {
    const { needs, limit } = reference;
    if (needs === undefined && limit === undefined) return reference;
    const bound = needs?.map((filters) => filters.flatMap((filter) => boundFilter(filter, values)));
    return {
      ...reference,
      ...(bound === undefined ? {} : { needs: bound }),
      ...(limit === undefined ? {} : { limit: limit.map((part) => boundPart(part, values)) }),
    };
  });
}

/** Left as it is where the value is no number of rows. */
function boundPart(
  part: LimitPart,
  values: ReadonlyMap<string, FilterValue | undefined>,
): LimitPart {
  if ("value" in part) return part;
  const { kind, text = "" } = values.get(part.parameter) ?? {};
  return kind === "integer" && /^\d{1,15}$/.test(text) ? { value: Number(text) } : part;
}

/** None for a value that cannot be a constant: such a filter leaves nothing out. */
function boundFilter(
  filter: ColumnFilter,
  values: ReadonlyMap<string, FilterValue | undefined>,
): ColumnFilter[] {
  const bind = (value: FilterValue): FilterValue | undefined =>
    value.kind === "parameter" ? values.get(value.text) : value;
  if ("values" in filter) {
    const bound = filter.values.map(bind).filter((value) => value !== undefined);
    return bound.length < filter.values.length ? [] : [{ ...filter, values: bound }];
  }
  if (!("value" in filter)) return [filter];
  const value = bind(filter.value);
  return value === undefined ? [] : [{ ...filter, value }];
}

function filterValue(value: ParameterValue): FilterValue | undefined {
  switch (typeof value) {
    case "string":
      return { kind: "text", text: value };
    case "boolean":
      return { kind: "boolean", text: String(value) };
    case "bigint":
      return BigInt.asIntN(64, value) === value
        ? { kind: "integer", text: String(value) }
        : undefined;
    case "number":
      return { kind: Number.isSafeInteger(value) ? "integer" : "double", text: String(value) };
    default:
      return value === null ? undefined : typedValue(value);
  }
}

function typedValue({
  type,
  text,
}: Exclude<ParameterValue, null | string | number | boolean | bigint>) {
  const kind = type.kind === "scalar" ? TYPED_KINDS[type.name] : undefined;
  return kind && { kind, text };
}
