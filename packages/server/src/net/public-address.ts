import { BlockList, isIP } from "node:net";

/** IPv4 ranges that are private, local, reserved, or stand for other addresses (RFC 6890, IANA). */
const SPECIAL_IPV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** Of IPv6 only this range is for public hosts at all: mapped IPv4, NAT64 and local ones are outside. */
const GLOBAL_IPV6 = ["2000::/3"];

/** What of it is not: protocol assignments with Teredo, documentation, 6to4. */
const SPECIAL_IPV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const special = rangesOf([...SPECIAL_IPV4, ...SPECIAL_IPV6]);
const globalIpv6 = rangesOf(GLOBAL_IPV6);

/** Whether an IP address, as text, is one of a host on the public internet. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  // A zone, as in fe80::1%eth0, makes sense on one machine only.
  if (version === 0 || address.includes("%")) return false;
  if (version === 4) return !special.check(address, "ipv4");
  return globalIpv6.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** @param ranges such as `10.0.0.0/8`; an address alone is a range of one */
export function rangesOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const parsed = parseRange(range);
    if (parsed === undefined) throw new Error(`${range} is no range of addresses`);
    list.addSubnet(parsed.address, parsed.prefix, parsed.family);
  }
  return list;
}

interface AddressRange {
  readonly address: string;
  readonly prefix: number;
  readonly family: "ipv4" | "ipv6";
}

/** Undefined for what is neither an address nor a range of them. */
export function parseRange(text: string): AddressRange | undefined {
  const [address = "", prefixText, more] = text.split("/");
  const version = isIP(address);
  if (version === 0 || address.includes("%") || more !== undefined) return undefined;
  const longest = version === 4 ? 32 : 128;
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return undefined;
  const prefix = prefixText === undefined ? longest : Number(prefixText);
  if (prefix > longest) return undefined;
  return { address, prefix, family: version === 4 ? "ipv4" : "ipv6" };
}
