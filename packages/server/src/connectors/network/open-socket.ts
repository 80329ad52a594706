import { connect, isIP, type Socket } from "node:net";
import { AddressPolicy } from "../../net/address-policy.ts";
import { checkedLookup } from "../../net/checked-lookup.ts";
import { WebFetchError } from "../../net/web-fetch-error.ts";
import type { SourceRules } from "../connector.ts";
import { SourceError } from "../source-error.ts";

const SETTING = "HOTDATA_CONNECTION_HOSTS";

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * A TCP connection to a server of a source, to an address that was checked: what the host's name
 * stands for is looked up once. It is destroyed when the signal fires before it stands.
 *
 * @throws {SourceError} `refused` for an address that may not be connected to, `unavailable` when
 *   nobody answers there in time
 */
export async function openSocket(
  { host, port }: ServerAddress,
  rules: SourceRules,
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted();
  const policy = policyOf(rules);
  if (isIP(host) !== 0 && !policy.allows(host, host)) throw notAllowed(host);
  const limit = AbortSignal.timeout(rules.connectMs);
  const either = AbortSignal.any([signal, limit]);
  const socket = connect({
    host,
    port,
    noDelay: true,
    keepAlive: true,
    lookup: checkedLookup(policy),
  });
  try {
    await connected(socket, either);
    return socket;
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    if (error instanceof WebFetchError) throw notAllowed(host);
    throw unreachable({ host, port }, limit.aborted ? "ETIMEDOUT" : codeOf(error));
  }
}

function policyOf({ hosts }: SourceRules): AddressPolicy {
  if (hosts !== "off") return new AddressPolicy(hosts, SETTING);
  throw new SourceError("refused", `This server connects to no other host: ${SETTING} is "off".`);
}

/** The same for names that do not exist: nobody is told which names an inner network has. */
function notAllowed(host: string): SourceError {
  return new SourceError(
    "refused",
    `The host ${JSON.stringify(host)} has no address that this server may connect to. Hosts that are not ` +
      `on the public internet must be named in the setting ${SETTING}.`,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ETIMEDOUT: "there was no answer in time",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  ECONNRESET: "the connection was closed",
};

function unreachable({ host, port }: ServerAddress, code: string): SourceError {
  const reason = REASONS[code] ?? code;
  return new SourceError("unavailable", `Cannot connect to ${host}, port ${port}: ${reason}.`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "the connection failed";
}

async function connected(socket: Socket, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  socket.once("connect", resolve).once("error", reject);
  try {
    await promise;
  } finally {
    signal.removeEventListener("abort", abort);
    socket.removeListener("error", reject);
  }
}
