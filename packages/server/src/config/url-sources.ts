import { z } from "zod";
import { parseRange } from "../net/public-address.ts";

/** What may be fetched from beside the public internet; `off`: nothing may be fetched. */
export type UrlSources = readonly string[] | "off";

const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i;

/** Host names, IP addresses and ranges of them, separated by commas. */
export const hostList: z.ZodType<readonly string[], string> = z
  .string()
  .transform((text, context) => {
    const entries = text.split(",").map((entry) => entry.trim());
    for (const entry of entries) {
      const isName = HOST_NAME.test(entry) && !/^[\d.]+$/.test(entry);
      if (isName || parseRange(entry) !== undefined) continue;
      context.addIssue({ code: "custom", message: `${entry} is neither a host nor a range` });
      return z.NEVER;
    }
    return entries;
  });

export const urlSources: z.ZodType<UrlSources, string> = z
  .string()
  .transform((text): string => text.trim())
  .pipe(z.union([z.literal("off"), hostList]));
