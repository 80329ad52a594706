import type { ColumnType, QueryParameters } from "@hotdata/contract";
import { z } from "zod";
import type { ParameterValue, SqlParameter } from "../engine/engine.ts";
import { invalidField } from "../http/api-error.ts";
import { parseParameterType } from "./parse-parameter-type.ts";

/** A statement's parameters are few; a list of thousands belongs into a table. */
const MAX_PARAMETERS = 1000;

const typedValue = z.object({
  type: z.string(),
  value: z.union([z.string(), z.number(), z.bigint(), z.boolean(), z.null()]),
});

/**
 * Reads `parameters` of a query: those of a list are named 1, 2, and so on.
 *
 * @throws {ApiError} BAD_REQUEST naming the value that is wrong.
 */
export function parseParameters(parameters: QueryParameters | undefined): SqlParameter[] {
  if (parameters === undefined) return [];
  const entries = Array.isArray(parameters)
    ? parameters.map((value, index) => [String(index + 1), value] as const)
    : Object.entries(parameters);
  if (entries.length > MAX_PARAMETERS) {
    throw invalidField(
      "parameters",
      `${entries.length} values were sent, at most ${MAX_PARAMETERS} are allowed.`,
    );
  }
  return entries.map(([name, value]) => ({ name, value: parseValue(name, value) }));
}

function parseValue(name: string, value: unknown): ParameterValue {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint" || typeof value === "number") return value;
  const typed = typedValue.safeParse(value);
  if (!typed.success) {
    throw invalidField(
      `parameters.${name}`,
      `The value of parameter ${name} is none: send null, true, false, a number, a text, or an object ` +
        "with `type` and " +
        '`value`, for example {"type": "DATE", "value": "2026-01-31"}.',
    );
  }
  const type = parseParameterType(typed.data.type);
  if (type === undefined) {
    throw invalidField(
      `parameters.${name}`,
      `Parameter ${name} has the unknown type ${JSON.stringify(typed.data.type.slice(0, 100))}; send an SQL type such as ` +
        "DATE, TIMESTAMPTZ, DECIMAL(18,2), BLOB or FLOAT[].",
    );
  }
  if (typed.data.value === null) return null;
  return { type, text: checkedText(name, type, String(typed.data.value)) };
}

/** Bytes are sent as hex digits, as answers show them. */
function checkedText(name: string, type: ColumnType, text: string): string {
  const isBinary = type.kind === "scalar" && type.name === "BLOB";
  if (!isBinary || /^([0-9a-f]{2})*$/i.test(text)) return text;
  throw invalidField(
    `parameters.${name}`,
    `Parameter ${name}: a BLOB is sent as hex digits, two for each byte.`,
  );
}
