import type { SqlValue } from "../sql/sql-text.ts";

/** Texts that stand for themselves in any SQL mode. */
const PLAIN_TEXT = /^[\w .:,;@+/-]*$/;

export function literal(value: SqlValue["value"]): string {
  switch (typeof value) {
    case "string":
      return textLiteral(value);
    case "number":
      return doubleLiteral(value);
    case "boolean":
      return value ? "1" : "0";
    default:
      return value.toString();
  }
}

/** Other texts are written as their bytes: how to escape depends on the session's SQL mode. */
export function textLiteral(text: string): string {
  if (PLAIN_TEXT.test(text)) return `'${text}'`;
  return `_utf8mb4 X'${Buffer.from(text, "utf8").toString("hex")}'`;
}

/** With an exponent it is a double, not a decimal. */
function doubleLiteral(value: number): string {
  const text = String(value);
  return text.includes("e") ? text : `${text}e0`;
}

export function quoteName(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}
