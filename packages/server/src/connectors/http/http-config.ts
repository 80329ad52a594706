import { z } from "zod";
import { parseWebAddress } from "../../net/web-address.ts";
import { WebFetchError } from "../../net/web-fetch-error.ts";
import { expandBraces } from "../files/expand-braces.ts";
import { tablesField } from "../files/tables-field.ts";

/** Headers that say something else than who asks. */
const OTHER_HEADERS: ReadonlySet<string> = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "host",
  "if-range",
  "range",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

export const httpConfig = z
  .object({
    base_url: z.string().max(8192).nullish(),
    tables: tablesField,
    token_header: z
      .string()
      .max(128)
      .regex(/^[A-Za-z0-9-]+$/, "must be the name of a header")
      .refine((name) => !OTHER_HEADERS.has(name.toLowerCase()), "is a header with another meaning")
      .nullish(),
    token: z
      .string()
      .max(16_384)
      // What a header can hold; others could begin a header of their own.
      .regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/, "must consist of visible ASCII characters")
      .nullish(),
    ssl_ca: z
      .string()
      .max(1024 * 1024)
      .nullish(),
  })
  .superRefine((config, context) => {
    const problem = problemOf(config);
    if (problem !== undefined) context.addIssue({ code: "custom", ...problem });
  });

export type HttpConfig = z.infer<typeof httpConfig>;

/** The addresses that a table's path stands for. */
export function addressesOf(path: string, base: string | null | undefined): URL[] {
  const expanded = expandBraces(path);
  if (expanded === undefined) throw new WebFetchError("It stands for too many addresses.");
  const root = typeof base === "string" ? parseWebAddress(folderOf(base)) : undefined;
  return expanded.map((one) => parseWebAddress(one, root));
}

function problemOf({
  base_url,
  tables,
}: {
  base_url?: string | null | undefined;
  tables: HttpConfig["tables"];
}): { path: string[]; message: string } | undefined {
  if (tables.length === 0) return { path: ["tables"], message: "must name at least one file" };
  try {
    if (typeof base_url === "string") parseWebAddress(base_url);
  } catch (error) {
    return { path: ["base_url"], message: messageOf(error) };
  }
  for (const { name, paths } of tables) {
    for (const path of paths) {
      if (path.replace(/\?.*$/, "").includes("*")) {
        const message =
          `has a * in a path of the table "${name}": web servers list no files; name each, or ` +
          "number them, as in part-{00..15}.csv";
        return { path: ["tables"], message };
      }
      try {
        addressesOf(path, base_url);
      } catch (error) {
        const message = `has a wrong path of the table "${name}": ${messageOf(error)}`;
        return { path: ["tables"], message };
      }
    }
  }
  return undefined;
}

/** An address ends in a folder, whether it is written with a slash at its end or not. */
function folderOf(base: string): string {
  return /\/($|[?#])/.test(base) ? base : `${base}/`;
}

function messageOf(error: unknown): string {
  if (error instanceof WebFetchError) return error.message;
  throw error;
}
