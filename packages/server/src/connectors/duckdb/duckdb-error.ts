import { SourceError } from "../source-error.ts";

interface KnownFailure {
  readonly pattern: RegExp;
  readonly kind: SourceError["kind"];
  readonly message: string;
}

/** The engine's own words name paths, programs and values: none of them is passed on. */
const KNOWN: readonly KnownFailure[] = [
  {
    pattern: /Could not set lock on file/i,
    kind: "unavailable",
    message:
      "Another program has the DuckDB file open to write to it; it can be read once that has closed it.",
  },
  {
    pattern: /Trying to read a database file with version number/i,
    kind: "refused",
    message:
      "The DuckDB file was written by a version of DuckDB that this server does not know. Export " +
      "it, or write it with `STORAGE_VERSION 'v1.0.0'`.",
  },
  {
    pattern: /encrypt/i,
    kind: "refused",
    message: "The DuckDB file is encrypted; encrypted files are not read.",
  },
  {
    pattern: /not a valid DuckDB database file/i,
    kind: "refused",
    message: "The file is not a DuckDB database.",
  },
  {
    pattern: /corrupt|checksum|Could not read enough bytes|Serialization Error|INTERNAL Error/i,
    kind: "unreadable",
    message: "The DuckDB file is damaged, or was overwritten while it was read.",
  },
  {
    pattern: /^(Catalog|Binder) Error/i,
    kind: "changed",
    message:
      "The table or view has other columns than when it was discovered, or is gone. Refresh the connection.",
  },
  {
    pattern: /^Permission Error/i,
    kind: "unreadable",
    message: "The view reads other files than the database's own, which is not allowed.",
  },
  {
    pattern: /^Out of Memory|max_temp_directory_size/i,
    kind: "unreadable",
    message: "The read needs more memory than a connection may use.",
  },
  {
    pattern: /No space left on device/i,
    kind: "unreadable",
    message: "The disk of this server is full.",
  },
  {
    pattern: /^(Conversion|Out of Range|Invalid Input) Error/i,
    kind: "unreadable",
    message: "A value does not fit into the type that its column is read as.",
  },
];

/** What DuckDB threw as an error for the caller; whatever it is not known to throw passes. */
export function duckDbError(thrown: unknown): unknown {
  if (thrown instanceof SourceError || !(thrown instanceof Error)) return thrown;
  const known = KNOWN.find(({ pattern }) => pattern.test(thrown.message));
  if (known !== undefined) return new SourceError(known.kind, known.message);
  const named = /^([A-Z][A-Za-z ]{2,40}) Error:/.exec(thrown.message)?.[1];
  if (named === undefined) return thrown;
  return new SourceError(
    "unreadable",
    `DuckDB could not read the file: ${named.toLowerCase()} error.`,
  );
}
