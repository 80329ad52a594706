import { z } from "zod";
import { optionalField } from "../request-field.ts";

export const ColumnTypeSpec = z
  .object({
    type: z.string().min(1, "must not be empty").describe("Name of the type, such as `DECIMAL`."),
    precision: optionalField(z.int().min(1).max(38)).describe("Digits of a DECIMAL, 1 to 38."),
    scale: optionalField(z.int().min(0).max(38)).describe(
      "Digits after the point; needs `precision` and cannot be above it.",
    ),
  })
  .meta({ id: "ColumnTypeSpec", description: "A column type with its parameters." });
export type ColumnTypeSpec = z.infer<typeof ColumnTypeSpec>;

export const ColumnDefinition = z
  .union([z.string().min(1, "must not be empty"), ColumnTypeSpec], {
    error: "must be a type such as `DECIMAL(10,2)`, or an object with `type`",
  })
  .meta({
    id: "ColumnDefinition",
    description: "Type of a column: text such as `DECIMAL(10,2)`, or an object.",
  });
export type ColumnDefinition = z.infer<typeof ColumnDefinition>;
