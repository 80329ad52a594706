import { z } from "zod";
import { RESULT_FORMATS } from "../result-format.ts";

const message = `must be one of ${RESULT_FORMATS.join(", ")}`;

/** The `format` of a result; `markdown` is another word for `md`, and case does not matter. */
export const resultFormatParameter = z
  .string({ error: "must be given once" })
  .optional()
  .transform((text) => {
    const word = text?.toLowerCase();
    if (word === "") return undefined;
    return word === "markdown" ? "md" : word;
  })
  .pipe(z.enum(RESULT_FORMATS, { error: message }).optional())
  .optional()
  .meta({
    enum: [...RESULT_FORMATS],
    description: "Format of the answer; stronger than the `Accept` header.",
  });
