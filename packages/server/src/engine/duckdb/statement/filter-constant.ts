import type { FilterValue } from "../../column-filter.ts";
import { isTreeObject, kindOf, textField, type TreeObject } from "./syntax-tree.ts";

const INTEGERS: ReadonlySet<string> = new Set(["TINYINT", "SMALLINT", "INTEGER", "BIGINT"]);

/** Types that a literal text may be cast to, and what it is then. */
const CASTS: Readonly<Record<string, FilterValue["kind"]>> = {
  VARCHAR: "text",
  BOOLEAN: "boolean",
  DATE: "date",
  TIMESTAMP: "timestamp",
  "TIMESTAMP WITH TIME ZONE": "timestamptz",
};

/** The constant that an expression is; undefined for all others, and for those not known exactly. */
export function filterConstant(node: unknown): FilterValue | undefined {
  if (!isTreeObject(node)) return undefined;
  const kind = kindOf(node);
  if (kind === "expression/CONSTANT") return literal(node);
  if (kind === "expression/PARAMETER") {
    return { kind: "parameter", text: textField(node, "identifier") };
  }
  return kind === "expression/CAST" ? castLiteral(node) : undefined;
}

function castLiteral(node: TreeObject): FilterValue | undefined {
  const { child, cast_type: type } = node;
  if (node["try_cast"] === true || !isTreeObject(child) || !isTreeObject(type)) return undefined;
  const kind = type["type_info"] === undefined ? CASTS[textField(type, "id")] : undefined;
  if (kind === undefined || kindOf(child) !== "expression/CONSTANT") return undefined;
  const value = literal(child);
  return value?.kind === "text" ? { kind, text: value.text } : undefined;
}

function literal(node: TreeObject): FilterValue | undefined {
  const { value } = node;
  if (!isTreeObject(value) || !isTreeObject(value["type"]) || value["is_null"] === true) {
    return undefined;
  }
  const type = textField(value["type"], "id");
  const content = value["value"];
  if (typeof content === "string") {
    return type === "VARCHAR" ? { kind: "text", text: content } : undefined;
  }
  if (typeof content === "boolean") return { kind: "boolean", text: String(content) };
  return typeof content === "number" ? numberLiteral(type, content, value["type"]) : undefined;
}

/** The tree is JSON: beyond 2^53 its whole numbers are no longer those of the statement. */
function numberLiteral(type: string, value: number, typeNode: TreeObject): FilterValue | undefined {
  if (type === "DOUBLE") return { kind: "double", text: String(value) };
  if (!Number.isSafeInteger(value)) return undefined;
  if (INTEGERS.has(type)) return { kind: "integer", text: String(value) };
  if (type !== "DECIMAL") return undefined;
  const { type_info: info } = typeNode;
  const scale = isTreeObject(info) ? (info["scale"] ?? 0) : undefined;
  if (typeof scale !== "number") return undefined;
  return { kind: "decimal", text: decimalText(value, scale) };
}

function decimalText(unscaled: number, scale: number): string {
  const digits = String(Math.abs(unscaled)).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const sign = unscaled < 0 ? "-" : "";
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-scale)}`;
}
