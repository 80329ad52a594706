/** Quotes a name for SQL text. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a string for SQL text, in which a NUL character cannot stand. */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\0") ? `(${quoted.replaceAll("\0", "' || chr(0) || '")})` : quoted;
}

/** A list of strings as SQL text. */
export function quoteList(texts: readonly string[]): string {
  return `[${texts.map(quoteLiteral).join(", ")}]`;
}
