import { z } from "zod";
import { parseWebAddress } from "../../net/web-address.ts";
import { WebFetchError } from "../../net/web-fetch-error.ts";
import { tablesField } from "../files/tables-field.ts";

/** In region and bucket names nothing may end the host's name that they become part of. */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;
const REGION = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);

export const s3Config = z
  .object({
    bucket: z.string().regex(BUCKET, "must be a bucket's name"),
    prefix: z.string().max(1024).nullish(),
    endpoint: z.string().max(1024).nullish(),
    region: z.string().regex(REGION, "must be a region's name, such as eu-central-1").nullish(),
    access_key_id: z.string().min(1).max(256).nullish(),
    secret_access_key: z.string().min(1).max(1024).nullish(),
    path_style: flag.nullish(),
    tables: tablesField.nullish(),
    ssl_ca: z
      .string()
      .max(1024 * 1024)
      .nullish(),
  })
  .superRefine(({ endpoint }, context) => {
    const message = typeof endpoint === "string" ? endpointProblem(endpoint) : undefined;
    if (message !== undefined) context.addIssue({ code: "custom", path: ["endpoint"], message });
  });

export type S3Config = z.infer<typeof s3Config>;

/** What all keys of the source begin with: nothing, or a folder with its slash. */
export function folderOf({ prefix }: Pick<S3Config, "prefix">): string {
  const path = (prefix ?? "").replace(/^\/+/, "");
  return path === "" || path.endsWith("/") ? path : `${path}/`;
}

function endpointProblem(endpoint: string): string | undefined {
  try {
    const { pathname, search } = parseWebAddress(endpoint);
    if (pathname === "/" && search === "") return undefined;
    return "must be the address of the store alone, such as https://s3.example.com";
  } catch (error) {
    if (error instanceof WebFetchError) return error.message;
    throw error;
  }
}
