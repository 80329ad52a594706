import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import type { AddressPolicy } from "./address-policy.ts";
import { hostOf } from "./web-address.ts";
import { WebFetchError } from "./web-fetch-error.ts";

/**
 * Looks host names up for a connection, which then goes to one of the addresses that were checked: a
 * second look-up with another outcome cannot come in between.
 */
export function checkedLookup(policy: AddressPolicy): LookupFunction {
  return (host, options, callback) => {
    const answer = async (): Promise<void> => {
      let addresses: LookupAddress[];
      try {
        addresses = await allowedAddresses(policy, host);
      } catch (error) {
        callback(asError(error), "");
        return;
      }
      const [first] = addresses;
      if (options.all === true) callback(null, addresses);
      else callback(null, first?.address ?? "", first?.family);
    };
    void answer();
  };
}

/**
 * Connections to an address that is written as such look nothing up: it is checked here.
 * @throws {WebFetchError}
 */
export function checkWrittenAddress(policy: AddressPolicy, url: URL): void {
  const host = hostOf(url);
  if (isIP(host) !== 0 && !policy.allows(host, host)) throw notFetched(policy, host);
}

async function allowedAddresses(policy: AddressPolicy, host: string): Promise<LookupAddress[]> {
  let all: LookupAddress[];
  try {
    all = await lookup(host, { all: true });
  } catch {
    throw notFetched(policy, host);
  }
  const allowed = all.filter(({ address }) => policy.allows(address, host));
  if (allowed.length === 0) throw notFetched(policy, host);
  return allowed;
}

/** The same for names that do not exist: nobody is told which names an inner network has. */
function notFetched({ setting }: AddressPolicy, host: string): WebFetchError {
  return new WebFetchError(
    `The host ${JSON.stringify(host)} has no address that this server may fetch from. Hosts that ` +
      `are not on the public internet must be named in the setting ${setting}.`,
  );
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
