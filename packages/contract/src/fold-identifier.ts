/**
 * Lower-cases ASCII letters only, as DuckDB does when it compares identifiers. JavaScript's own
 * folding knows more letters (KELVIN SIGN becomes `k`), so it would take two names for one that
 * DuckDB tells apart.
 */
export function foldIdentifier(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
