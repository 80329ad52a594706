import { z } from "zod";
import { parseWebAddress } from "../../net/web-address.ts";
import { WebFetchError } from "../../net/web-fetch-error.ts";

/** Visible ASCII: what a header can hold without beginning another one. */
const HEADER_VALUE = z
  .string()
  .trim()
  .min(1)
  .max(16_384)
  .regex(/^[\x21-\x7e]+$/, "must consist of visible ASCII characters");

/** Clients also write null or an empty text for what is left out. */
const optionalHeader = z.preprocess(
  (value) => (value === "" ? null : value),
  HEADER_VALUE.nullish(),
);

export const hotdataConfig = z.object({
  base_url: z
    .string()
    .trim()
    .superRefine((text, context) => {
      const message = problemOf(text);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    }),
  workspace_id: optionalHeader,
  database_id: optionalHeader,
  ssl_ca: z.preprocess(
    (value) => (value === "" ? null : value),
    z
      .string()
      .max(1024 * 1024)
      .includes("-----BEGIN CERTIFICATE-----", { error: "must be certificates as PEM text" })
      .nullish(),
  ),
  token: optionalHeader,
});

export type HotdataConfig = z.infer<typeof hotdataConfig>;

/** Where the other server's API begins, without `/v1`. */
export function baseUrlOf({ base_url: text }: Pick<HotdataConfig, "base_url">): URL {
  const url = parseWebAddress(text);
  url.pathname = url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
  return url;
}

function problemOf(text: string): string | undefined {
  try {
    const { search, hash } = parseWebAddress(text);
    return search === "" && hash === "" ? undefined : "must have neither ? nor #";
  } catch (error) {
    if (error instanceof WebFetchError) return `is not accepted: ${error.message}`;
    throw error;
  }
}
