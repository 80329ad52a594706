import { z, type ZodType } from "zod";

/** A request field that may be left out. Clients also write an explicit null for "left out". */
export function optionalField<Inner extends ZodType>(inner: Inner) {
  return inner
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();
}

/** Like {@link optionalField}; clients also send an empty string for "left out". */
export function optionalText<Inner extends ZodType<string>>(inner: Inner) {
  return z
    .preprocess(blankToUndefined, inner.nullish())
    .transform((value) => value ?? undefined)
    .optional();
}

/** Like {@link optionalField}, for a list or a map; an empty one means "left out" as well. */
export function optionalCollection<Inner extends ZodType<object>>(inner: Inner) {
  return inner
    .nullish()
    .transform((value) => (value && Object.keys(value).length > 0 ? value : undefined))
    .optional();
}

function blankToUndefined(value: unknown): unknown {
  return typeof value === "string" && value.trim() === "" ? undefined : value;
}
