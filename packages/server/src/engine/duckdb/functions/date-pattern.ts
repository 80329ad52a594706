import { SqlError } from "../../engine.ts";

/** Parts of a PostgreSQL date pattern, and what strftime calls them. Longer ones come first. */
const PARTS: readonly (readonly [pattern: RegExp, format: string])[] = [
  [/^(IYYY)/i, "%G"],
  [/^(YYYY)/i, "%Y"],
  [/^(YY)/i, "%y"],
  [/^Month/, "%B"],
  [/^Mon/, "%b"],
  [/^(MM)/i, "%m"],
  [/^(MI)/i, "%M"],
  [/^(MS|FF3)/i, "%g"],
  [/^(US|FF6)/i, "%f"],
  [/^(DDD)/i, "%j"],
  [/^(DD)/i, "%d"],
  [/^Day/, "%A"],
  [/^(Dy|DY)(?![A-Za-z])/, "%a"],
  [/^(HH24)/i, "%H"],
  [/^(HH12|HH)/i, "%I"],
  [/^(SS)(?!SS)/i, "%S"],
  [/^(AM|PM)/, "%p"],
  [/^(IW)/i, "%V"],
  [/^(ID)/i, "%u"],
  [/^(TZ)(?![HM])/, "%Z"],
];

/**
 * Turns a pattern such as `YYYY-MM-DD HH24:MI` into the engine's `%Y-%m-%d %H:%M`. A pattern that
 * holds `%` is the engine's already.
 *
 * @throws {SqlError} when a part of the pattern has no equal; better than an answer with its letters
 */
export function toTimeFormat(pattern: string, position?: number): string {
  if (pattern.includes("%") || !/[A-Za-z]/.test(pattern)) return pattern;
  let format = "";
  let rest = pattern.replace(/^FM/i, "");
  while (rest !== "") {
    const { text, length } = nextPart(rest) ?? fail(pattern, rest, position);
    format += text;
    rest = rest.slice(length).replace(/^FM/i, "");
  }
  return format;
}

interface Part {
  readonly text: string;
  readonly length: number;
}

function nextPart(rest: string): Part | undefined {
  const quoted = /^"([^"]*)"/.exec(rest);
  if (quoted !== null) return { text: quoted[1] ?? "", length: quoted[0].length };
  for (const [pattern, format] of PARTS) {
    const found = pattern.exec(rest);
    if (found !== null) return { text: format, length: found[0].length };
  }
  // `T` between date and time is what everybody means by it, unless it makes an ordinal (`DDTH`).
  if (/^T(?=HH(24|12))/.test(rest)) return { text: "T", length: 1 };
  const [first = ""] = rest;
  return /[A-Za-z]/.test(first) ? undefined : { text: first, length: first.length };
}

function fail(pattern: string, rest: string, position: number | undefined): never {
  const part = /^[A-Za-z0-9]+/.exec(rest)?.[0] ?? rest;
  throw new SqlError(
    `The date pattern '${pattern}' has a part that is not supported: '${part}'. Put plain text ` +
      "into double quotes, or write the pattern with strftime codes, for example '%Y-%m-%d'.",
    position,
  );
}
