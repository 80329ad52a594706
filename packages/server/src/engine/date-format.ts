const PARTS: Readonly<Record<string, string>> = {
  "%Y": "[0-9]{4}",
  "%y": "[0-9]{2}",
  "%m": "[0-9]{2}",
  "%d": "[0-9]{2}",
  "%-m": "[0-9]{1,2}",
  "%-d": "[0-9]{1,2}",
  "%H": "[0-9]{2}",
  "%I": "[0-9]{2}",
  "%M": "[0-9]{2}",
  "%S": "[0-9]{2}",
  "%f": "[0-9]{1,6}",
  "%p": "[aApP][mM]",
  "%b": "[A-Za-z]{3}",
  "%B": "[A-Za-z]{3,9}",
  "%z": "[+-][0-9]{2}(:?[0-9]{2})?",
  "%%": "%",
};

/** The parts that a format may have, such as `%d`. */
export const FORMAT_PARTS: readonly string[] = Object.keys(PARTS);

/** The pattern of a format, for JavaScript and RE2; undefined when it has an unknown part. */
export function formatPattern(format: string): string | undefined {
  const pieces = format.match(/%-?.|[^%]+|%$/gs) ?? [];
  const patterns = pieces.map((piece) =>
    piece.startsWith("%") ? PARTS[piece] : piece.replace(/[^A-Za-z0-9\s]/g, "\\$&"),
  );
  return patterns.includes(undefined) ? undefined : patterns.join("");
}
