import { SourceError, type SourceErrorKind } from "../source-error.ts";

type Reason = readonly [kind: SourceErrorKind, text: string];

const LOGIN: Reason = [
  "refused",
  "user or password are not accepted, or not from this server's address",
];
const TOO_MANY: Reason = ["unavailable", "the server has too many connections"];
const TOO_SLOW: Reason = ["unavailable", "the statement took longer than it may"];
const KILLED: Reason = ["unavailable", "the connection was ended at the server"];
const FORBIDDEN: Reason = ["refused", "the user may not read this"];
const NOT_THERE: Reason = [
  "changed",
  "the table or a column of it is not there any more; refresh the connection",
];

/** What errors of MySQL and MariaDB mean, by their numbers. */
const REASONS: ReadonlyMap<number, Reason> = new Map<number, Reason>([
  [1044, FORBIDDEN],
  [1045, LOGIN],
  [1130, LOGIN],
  [1698, LOGIN],
  [1049, ["refused", "there is no such database"]],
  [1129, ["refused", "the server blocks this host after too many failed connections"]],
  [3159, ["refused", "the server asks for an encrypted connection; set config.sslmode"]],
  [1820, ["refused", "the user's password has expired"]],
  [1862, ["refused", "the user's password has expired"]],
  [3118, ["refused", "the user is locked"]],
  [4151, ["refused", "the user is locked"]],
  [1142, FORBIDDEN],
  [1143, FORBIDDEN],
  [1227, FORBIDDEN],
  [1054, NOT_THERE],
  [1146, NOT_THERE],
  [1412, NOT_THERE],
  [1356, ["changed", "the view does not work any more, or reads what its user may not"]],
  [1040, TOO_MANY],
  [1203, TOO_MANY],
  [1226, TOO_MANY],
  [1053, KILLED],
  [1317, KILLED],
  [1927, KILLED],
  [1969, TOO_SLOW],
  [3024, TOO_SLOW],
  [1205, ["unavailable", "it waited too long for a lock"]],
  [1213, ["unavailable", "it was the victim of a deadlock"]],
  [1030, ["unavailable", "the table's storage engine failed"]],
  [1021, ["unavailable", "the server's disk is full"]],
  [1114, ["unavailable", "a temporary table of the server is full"]],
  [1153, ["unreadable", "a row is longer than the server's max_allowed_packet"]],
  [1301, ["unreadable", "a row is longer than the server's max_allowed_packet"]],
]);

/**
 * An error packet as what it means. The server's own words are left out: they may quote values.
 * @param packet without its header
 */
export function errorOfPacket(packet: Buffer): SourceError {
  return errorOfNumber(packet.readUInt16LE(1));
}

function errorOfNumber(number: number): SourceError {
  const [kind, text] = REASONS.get(number) ?? ["unreadable", "the statement failed"];
  return new SourceError(kind, `MySQL: ${text} (error ${number}).`);
}

export function connectionLost(): SourceError {
  return new SourceError("unavailable", "The MySQL server closed the connection.");
}

/** Why a session could not begin, from what the driver says. */
export function errorOfLogin(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  if (!(error instanceof Error)) return connectionLost();
  if ("errno" in error && typeof error.errno === "number" && error.errno > 0) {
    return errorOfNumber(error.errno);
  }
  const code = "code" in error ? error.code : undefined;
  switch (code) {
    case "HANDSHAKE_NO_SSL_SUPPORT":
      return new SourceError(
        "refused",
        'The MySQL server offers no encryption; config.sslmode "disable" goes without.',
      );
    case "HANDSHAKE_SSL_ERROR":
      // These are OpenSSL's words, and names out of the certificate.
      return new SourceError(
        "refused",
        `The MySQL server's certificate or encryption is not accepted: ${reasonOf(error)}. A private ` +
          "authority goes into config.ssl_ca.",
      );
    case "AUTH_SWITCH_PLUGIN_ERROR":
    case "MYSQL_CLEAR_PASSWORD_NOT_ENABLED":
      return new SourceError(
        "refused",
        "The MySQL server asks for a way to log in that is not supported, or not without encryption.",
      );
    default:
      return connectionLost();
  }
}

/** Without the advice that Node gives for its own command line. */
function reasonOf({ message }: Error): string {
  return (message.split(";")[0] ?? "").trim();
}
