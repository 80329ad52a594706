import type { Config } from "../config/load-config.ts";
import { AddressPolicy } from "./address-policy.ts";
import { WebFetcher } from "./web-fetcher.ts";

/** What fetches files from the web; undefined where nothing may be fetched. */
export function openWeb(
  { urlSources, maxUploadBytes }: Pick<Config, "urlSources" | "maxUploadBytes">,
  requireSpace: (bytes: number) => Promise<void>,
): WebFetcher | undefined {
  if (urlSources === "off") return undefined;
  const policy = new AddressPolicy(urlSources);
  return new WebFetcher({ policy, maxBytes: maxUploadBytes, requireSpace });
}
