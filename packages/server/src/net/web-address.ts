import { WebFetchError } from "./web-fetch-error.ts";

const MAX_LENGTH = 8192;
/** Below it, ports belong to services that do not speak HTTP. */
const FIRST_FREE_PORT = 1024;

/**
 * Reads the address of a file on the web.
 * @param base what a relative address is relative to
 * @throws {WebFetchError} for what is no such address
 */
export function parseWebAddress(text: string, base?: URL): URL {
  if (text.length > MAX_LENGTH) {
    throw new WebFetchError(`The address is longer than ${MAX_LENGTH} characters.`);
  }
  const url = URL.parse(text, base);
  if (url === null) throw noAddress();
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new WebFetchError("Only http and https addresses are fetched.");
  }
  if (url.hostname === "") throw noAddress();
  if (url.username !== "" || url.password !== "") {
    throw new WebFetchError("The address must not have a user name or password in it.");
  }
  if (!isWebPort(url.port)) {
    throw new WebFetchError("Only the ports 80, 443 and those from 1024 on are fetched from.");
  }
  return url;
}

/** The host as a name or an IP address, without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

/** @param port empty for the usual one of the protocol */
function isWebPort(port: string): boolean {
  return port === "" || port === "80" || port === "443" || Number(port) >= FIRST_FREE_PORT;
}

function noAddress(): WebFetchError {
  return new WebFetchError("The address is none: it must be like https://example.com/file.csv.");
}
