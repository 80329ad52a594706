import { type BlockList, isIP } from "node:net";
import { isPublicAddress, parseRange, rangesOf } from "./public-address.ts";

/** Says which addresses may be fetched from: public ones, and those that the operator allows. */
export class AddressPolicy {
  readonly #ranges: BlockList;
  readonly #hosts: ReadonlySet<string>;
  /** The setting that allows more, for messages. */
  readonly setting: string;

  /** @param allowed host names, addresses and ranges that may be asked although not public */
  constructor(allowed: readonly string[], setting = "HOTDATA_URL_SOURCES") {
    this.setting = setting;
    this.#ranges = rangesOf(allowed.filter(isRange));
    this.#hosts = new Set(allowed.filter((entry) => !isRange(entry)).map(fold));
  }

  /** @param host what the URL names; `address` is what that stands for now */
  allows(address: string, host: string): boolean {
    if (isPublicAddress(address) || this.#hosts.has(fold(host))) return true;
    const version = isIP(address);
    if (version === 0 || address.includes("%")) return false;
    return this.#ranges.check(address, version === 4 ? "ipv4" : "ipv6");
  }
}

function isRange(entry: string): boolean {
  return parseRange(entry) !== undefined;
}

function fold(host: string): string {
  return host.toLowerCase();
}
