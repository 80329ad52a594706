import { isAbsolute, resolve } from "node:path";
import { z } from "zod";

/** Absolute paths of folders, separated by commas. */
export const folderList: z.ZodType<readonly string[], string> = z
  .string()
  .transform((text) => text.split(",").map((entry) => entry.trim()))
  .pipe(
    z.array(
      z
        .string()
        .refine(isAbsolute)
        .transform((path) => resolve(path)),
    ),
  );
