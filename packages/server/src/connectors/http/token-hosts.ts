import { isIP } from "node:net";
import { AddressPolicy } from "../../net/address-policy.ts";
import { isPublicAddress } from "../../net/public-address.ts";
import { hostOf } from "../../net/web-address.ts";
import type { SourceRules } from "../connector.ts";

/** Whether a token may be sent there: encrypted, or within what the operator calls inner. */
export function mayHaveToken(url: URL, hosts: SourceRules["hosts"]): boolean {
  if (url.protocol === "https:") return true;
  const host = hostOf(url);
  if (host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host)) return true;
  if (hosts === "off") return false;
  if (isIP(host) !== 0)
    return !isPublicAddress(host) && new AddressPolicy(hosts).allows(host, host);
  return hosts.some((entry) => entry.toLowerCase() === host.toLowerCase());
}
