import type { Macros } from "./macro.ts";

/** Characters of a snippet, its marks not counted. */
const MAX_CHARS = 200;

/** Words and what is between them, as texts are split for their index. */
const PARTS = String.raw`'[\p{L}\p{N}]+|[^\p{L}\p{N}]+'`;

/** The words that are looked for, without those that must not occur; `*` and `~` stay with theirs. */
const WANTED = String.raw`regexp_extract_all(
  lower(regexp_replace(query, '(^|\s)-("[^"]*"|\S+)', ' ', 'g')), '[\p{L}\p{N}]+[*~]?')`;

const IS_WANTED = `len(list_filter(words, lambda word: CASE right(word, 1)
  WHEN '*' THEN starts_with(lower(part), word[:-2])
  WHEN '~' THEN levenshtein(lower(part), word[:-2]) <= 1
  ELSE lower(part) = word END)) > 0`;

function partsOf(text: string): string {
  return `regexp_extract_all(${text}, ${PARTS})`;
}

/** Characters before the first word that is looked for; NULL when there is none. */
const BEFORE = `len(array_to_string(list_slice(${partsOf("text")}, 1,
  list_position(list_transform(${partsOf("text")}, lambda part: ${IS_WANTED}), true) - 1), ''))`;

/** Where a piece of the text starts that shows the first of them, with something before it. */
function startOf(maxChars: string): string {
  return `CASE WHEN len(text) <= ${maxChars} THEN 1
    ELSE greatest(1, least(coalesce(${BEFORE}, 0) + 1 - ${maxChars} // 4, len(text) - ${maxChars} + 1)) END`;
}

/** A lambda of a list of one is how SQL names a value, which is then computed once. */
function named(name: string, value: string, body: string): string {
  return `list_extract(list_transform([${value}], lambda ${name}: ${body}), 1)`;
}

function snippet(maxChars: string): string {
  const marked = `list_transform(${partsOf(`substr(text, start, ${maxChars})`)},
    lambda part: CASE WHEN ${IS_WANTED} THEN '<b>' || part || '</b>' ELSE part END)`;
  const shown = `CASE WHEN start > 1 THEN '...' ELSE '' END || array_to_string(${marked}, '') ||
    CASE WHEN start + ${maxChars} <= len(text) THEN '...' ELSE '' END`;
  const body = named("words", WANTED, named("start", startOf(maxChars), shown));
  return `CASE WHEN text IS NULL OR query IS NULL THEN NULL ELSE ${body} END`;
}

/** Shows where a text has what a search of words looks for. */
export const searchMacros: Macros = {
  snippet: [
    `(text, query) AS ${snippet(String(MAX_CHARS))}`,
    `(text, query, max_chars) AS ${snippet("max_chars")}`,
  ],
};
