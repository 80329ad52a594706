import { type Column, SCALAR_TYPE_NAMES } from "@hotdata/contract";
import { z } from "zod";
import type { ResultColumn } from "../engine/engine.ts";

/** Names and types of stored rows, from the JSON that the metastore keeps of them. */
export function parseStoredColumns(json: string): readonly ResultColumn[] {
  return storedColumns.parse(JSON.parse(json));
}

/** A type, from the JSON that the metastore keeps of it. */
export const storedType: z.ZodType<Column["type"]> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("scalar"), name: z.enum(SCALAR_TYPE_NAMES) }),
    z.object({ kind: z.literal("decimal"), precision: z.number(), scale: z.number() }),
    z.object({ kind: z.literal("enum"), values: z.array(z.string()) }),
    z.object({ kind: z.literal("list"), element: storedType }),
    z.object({ kind: z.literal("array"), element: storedType, size: z.number() }),
    z.object({ kind: z.literal("struct"), fields: z.array(storedField) }),
    z.object({ kind: z.literal("map"), key: storedType, value: storedType }),
    z.object({ kind: z.literal("union"), members: z.array(storedField) }),
  ]),
);
const storedField = z.object({ name: z.string(), type: storedType });
const storedColumns = z.array(
  z.object({ name: z.string(), type: storedType, nullable: z.boolean() }),
);
