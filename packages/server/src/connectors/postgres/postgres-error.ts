import { DatabaseError } from "pg";
import { SourceError, type SourceErrorKind } from "../source-error.ts";

/** By SQLSTATE, or its class: whatever is not here is about values or rows. */
const KINDS: Readonly<Record<string, SourceErrorKind>> = {
  "08": "unavailable",
  "28": "refused",
  "3D": "refused",
  "42": "changed",
  "53": "unavailable",
  "55": "unavailable",
  "57": "unavailable",
  "3F": "changed",
  "0A": "changed",
  "40": "unavailable",
  "25P03": "unavailable",
  "42501": "refused",
};

/** Of these classes, messages may quote values of rows. */
const NAMELESS = /^(?:2[1-7]|P0|XX|38|39)/;

const HINTS: Readonly<Record<string, string>> = {
  "57014": "It took longer than HOTDATA_CONNECTION_TIMEOUT_SECONDS allows, or was cancelled there.",
  "42P01": "Refresh the connection to see which tables there are.",
  "42703": "Refresh the connection to see which columns there are.",
};

const CERTIFICATE = /^(?:ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|ERR_SSL)/;

/** What went wrong, without passwords and values. */
export function toSourceError(error: unknown): unknown {
  if (error instanceof SourceError || !(error instanceof Error)) return error;
  if (error instanceof DatabaseError) return serverError(error);
  const code = "code" in error ? String(error.code) : "";
  if (CERTIFICATE.test(code)) {
    return new SourceError(
      "refused",
      `The source's certificate is not accepted (${code}). Set \`ssl_ca\` to the authority that issued it.`,
    );
  }
  if (/does not support SSL/.test(error.message)) {
    return new SourceError(
      "refused",
      'The source does not encrypt connections. Set `sslmode` to "disable" to go without.',
    );
  }
  if (error.message.startsWith("SASL")) {
    return new SourceError("refused", "The source wants a password, or another way to log in.");
  }
  return new SourceError("unavailable", "The connection to the source was lost; try again.");
}

function serverError({ code = "", message }: DatabaseError): SourceError {
  const kind = KINDS[code] ?? KINDS[code.slice(0, 2)] ?? "unreadable";
  const said = NAMELESS.test(code) ? "it reports a value that it cannot work with" : message;
  const hint = HINTS[code];
  const text = `The source answered: ${said} (SQLSTATE ${code}).`;
  return new SourceError(kind, hint === undefined ? text : `${text} ${hint}`);
}
