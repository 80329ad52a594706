import { RewrittenSql } from "./rewritten-sql.ts";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Replacements of parts of one text, applied together. */
export class TextEdits {
  readonly #edits: Edit[] = [];

  get isEmpty(): boolean {
    return this.#edits.length === 0;
  }

  /** Parts must not overlap; an empty part is an insertion. */
  replace(part: { readonly start: number; readonly end: number }, text: string): void {
    this.#edits.push({ start: part.start, end: part.end, text });
  }

  /** The edited text, which still knows where each part was submitted. */
  apply(sql: RewrittenSql): RewrittenSql {
    const edited = new RewrittenSql();
    let at = 0;
    for (const { start, end, text } of this.#edits.toSorted((a, b) => a.start - b.start)) {
      if (start < at) throw new Error("two edits of a statement overlap");
      edited.copyFrom(sql, at, start);
      edited.insert(text, sql.toSubmittedPosition(start));
      at = end;
    }
    edited.copyFrom(sql, at, sql.text.length);
    return edited;
  }
}
