import { RESULT_CONTENT_TYPES, RESULT_FORMATS, type ResultFormat } from "@hotdata/contract";

/**
 * The format of a fetched result: `?format=` first, then the first known type of `Accept`, whose
 * q-values are ignored; JSON when neither says anything.
 */
export function requestedFormat(
  format: ResultFormat | undefined,
  accept: string | undefined,
): ResultFormat {
  if (format !== undefined) return format;
  for (const range of (accept ?? "").split(",")) {
    const type = mediaType(range);
    const known = RESULT_FORMATS.find((name) => mediaType(RESULT_CONTENT_TYPES[name]) === type);
    if (known !== undefined) return known;
  }
  return "json";
}

function mediaType(range: string): string {
  return (range.split(";", 1)[0] ?? "").trim().toLowerCase();
}
