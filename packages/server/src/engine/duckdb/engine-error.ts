import { EngineDiskFullError, EngineResourceError, SqlError } from "../engine.ts";

/** What to hide and where the statement stands when an engine message is turned into an error. */
export interface ErrorContext {
  /** Texts that must not appear in a message (server paths), with what to show instead. */
  readonly replacements?: readonly (readonly [secret: string, shown: string])[];
  /** The text the engine was given; lets a caret line become a position. */
  readonly sqlText?: string;
}

const USER_FAULT =
  /^(Parser|Binder|Catalog|Conversion|Invalid Input|Out of Range|Not implemented|Constraint|Permission|Mismatch Type|Invalid|Syntax|TransactionContext|Sequence|Parameter Not Allowed|Unresolved|Expression|Divide by Zero|Decimal|Dependency|Missing Extension|HTTP|Serialization|Configuration|Settings|CSV|JSON|Invalid type) Error: /i;
const SPILL_LIMIT =
  "the statement needs more memory than it may use, and more disk space for the rest than is allowed";
const DISK_FULL = /No space left on device/i;
const RESOURCE_FAULT = /^(Out of Memory|Object Size|IO) Error: /i;

/** Turns what the engine threw into an error of the engine interface; anything else passes. */
export function engineError(thrown: unknown, context: ErrorContext = {}): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const message = hideSecrets(thrown.message, context);
  if (/^IO Error: .*(No files found|not a parquet|magic bytes|Cannot open file)/is.test(message)) {
    return new SqlError(message);
  }
  if (DISK_FULL.test(message)) return new EngineDiskFullError(firstParagraph(message));
  if (message.includes("'max_temp_directory_size'")) return new EngineResourceError(SPILL_LIMIT);
  if (RESOURCE_FAULT.test(message)) return new EngineResourceError(firstParagraph(message));
  if (!USER_FAULT.test(message)) return thrown;
  return new SqlError(withoutExcerpt(message), excerptPosition(message, context.sqlText));
}

function hideSecrets(message: string, context: ErrorContext): string {
  let shown = message;
  for (const [secret, replacement] of context.replacements ?? []) {
    shown = shown.replaceAll(secret, replacement);
  }
  return shown;
}

function firstParagraph(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}

const EXCERPT = /\n+LINE (\d+): (.*)\n( *)\^\s*$/s;

/** Reader options and advice that follow the facts are about settings nobody can change here. */
function withoutExcerpt(message: string): string {
  if (/(CSV|JSON) Error on Line: /i.test(message)) return message.split("\n\n", 1)[0] ?? message;
  return message
    .replace(EXCERPT, "")
    .replace(/\n+Possible (solutions|fixes|causes):.*$/s, "")
    .trim();
}

/** Finds the caret of an engine message again in the statement. */
function excerptPosition(message: string, sqlText: string | undefined): number | undefined {
  const match = EXCERPT.exec(message);
  if (match === null || sqlText === undefined) return undefined;
  const [, lineNumber = "1", excerpt = "", indent = ""] = match;
  const caret = indent.length - `LINE ${lineNumber}: `.length;
  const lines = sqlText.split("\n");
  const line = lines[Number(lineNumber) - 1];
  if (line === undefined) return undefined;
  const shown = excerpt.replace(/^\.\.\./, "").replace(/\.\.\.$/, "");
  const start = line.indexOf(shown);
  if (start < 0) return undefined;
  const before = lines
    .slice(0, Number(lineNumber) - 1)
    .reduce((sum, text) => sum + text.length + 1, 0);
  return before + start + caret - (excerpt.startsWith("...") ? 3 : 0);
}
