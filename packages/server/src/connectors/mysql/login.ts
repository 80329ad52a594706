import { isIP, Socket } from "node:net";
import { type Connection, createConnection } from "mysql2";
import { openSocket } from "../network/open-socket.ts";
import { connectionLost, errorOfLogin } from "./mysql-error.ts";
import type { MysqlSettings } from "./mysql-settings.ts";

export interface LoggedIn {
  /** Encrypted where that was asked for; nothing has been sent on it since the login. */
  readonly socket: Socket;
  /** By which another session can end this one. */
  readonly threadId: number;
  readonly isMariadb: boolean;
}

/**
 * What the driver would negotiate although it is not wanted: sending files of this machine when the
 * server asks, and statements with attributes, which have another form.
 */
const FLAGS = ["-LOCAL_FILES", "-CLIENT_QUERY_ATTRIBUTES", "-IGNORE_SPACE"];

/** Connects, encrypts and logs in through the driver, then takes the socket over from it. */
export async function login(settings: MysqlSettings, signal: AbortSignal): Promise<LoggedIn> {
  const raw = await openSocket(settings, settings.rules, signal);
  const abort = (): void => void raw.destroy();
  signal.addEventListener("abort", abort, { once: true });
  try {
    const driver = createConnection(driverOptions(settings, raw));
    const greeting = await connected(driver);
    const socket = takeOver(driver);
    const isMariadb = /mariadb/i.test(String(greeting.serverVersion));
    return { socket, threadId: Number(greeting.connectionId), isMariadb };
  } catch (error) {
    raw.destroy();
    signal.throwIfAborted();
    throw errorOfLogin(error);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function driverOptions({ host, user, password, tls, rules }: MysqlSettings, socket: Socket) {
  const ssl = tls && {
    rejectUnauthorized: tls.isVerified,
    verifyIdentity: tls.isVerified,
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
  };
  return {
    // The driver checks certificates against names only. With a dot it takes an address for one, and
    // Node, which takes the dot away again, finds it among the certificate's addresses.
    host: isIP(host) === 0 ? host : `${host}.`,
    user,
    password: password ?? "",
    stream: () => socket,
    connectTimeout: rules.connectMs,
    charset: "UTF8MB4_GENERAL_CI",
    flags: FLAGS,
    connectAttributes: { program_name: "hotdata" },
    ...(ssl === undefined ? {} : { ssl }),
  };
}

interface Greeting {
  readonly serverVersion: unknown;
  readonly connectionId: unknown;
}

async function connected(driver: Connection): Promise<Greeting> {
  const { promise, resolve, reject } = Promise.withResolvers<Greeting>();
  // It stays for good: what goes wrong later is seen on the socket.
  driver.on("error", reject);
  driver.once("connect", resolve);
  return promise;
}

function takeOver(driver: Connection): Socket {
  const socket: unknown = "stream" in driver ? driver.stream : undefined;
  if (!(socket instanceof Socket)) throw new Error("the driver has no socket");
  if (socket.destroyed) throw connectionLost();
  socket.removeAllListeners("data");
  return socket;
}
