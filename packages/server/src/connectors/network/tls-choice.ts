import { isIP } from "node:net";
import type { SslMode } from "./server-config.ts";

export interface TlsWish {
  readonly host: string;
  readonly sslmode?: SslMode | undefined;
  readonly ssl_ca?: string | undefined;
}

export interface TlsChoice {
  readonly ca: string | undefined;
  /** Whether the certificate must be valid, and valid for the host. */
  readonly isVerified: boolean;
}

/** How to encrypt; undefined: not at all, which has to be asked for except on this machine. */
export function tlsChoice({ host, sslmode, ssl_ca: ca }: TlsWish): TlsChoice | undefined {
  const mode = sslmode ?? (isLoopback(host) && ca === undefined ? "disable" : "verify-full");
  return mode === "disable" ? undefined : { ca, isVerified: mode === "verify-full" };
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith("127.");
  return host === "::1" || host.toLowerCase() === "localhost";
}
