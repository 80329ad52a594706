interface Piece {
  /** Where the piece starts in the rewritten text. */
  readonly start: number;
  /** Where it stands, or stands in for something, in the submitted text. */
  readonly submittedStart: number;
  /** Copied character by character? */
  readonly verbatim: boolean;
}

/** SQL text built from submitted text that remembers where each part came from. */
export class RewrittenSql {
  #text = "";
  readonly #pieces: Piece[] = [];

  get text(): string {
    return this.#text;
  }

  /** Appends text that stands in the submitted text at `submittedStart`. */
  copy(text: string, submittedStart: number): void {
    this.#add(text, { start: this.#text.length, submittedStart, verbatim: true });
  }

  /** Appends text of our own, for which errors point at `submittedStart`. */
  insert(text: string, submittedStart: number): void {
    this.#add(text, { start: this.#text.length, submittedStart, verbatim: false });
  }

  /** Appends a part of another rewritten text, and keeps where that came from. */
  copyFrom(source: RewrittenSql, start: number, end: number): void {
    const pieces = source.#pieces;
    for (let index = Math.max(0, source.#indexAt(start)); index < pieces.length; index += 1) {
      const piece = pieces[index];
      if (piece === undefined || piece.start >= end) return;
      const pieceEnd = pieces[index + 1]?.start ?? source.text.length;
      const from = Math.max(start, piece.start);
      const text = source.text.slice(from, Math.min(end, pieceEnd));
      if (text === "") continue;
      if (piece.verbatim) this.copy(text, piece.submittedStart + from - piece.start);
      else this.insert(text, piece.submittedStart);
    }
  }

  /** Turns an offset in this text (UTF-16) into one in the submitted text. */
  toSubmittedPosition(position: number): number {
    const piece = this.#pieces[this.#indexAt(position)];
    if (piece === undefined) return 0;
    return piece.submittedStart + (piece.verbatim ? position - piece.start : 0);
  }

  /** Index of the last piece that starts at or before a position; -1 when there is none. */
  #indexAt(position: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#pieces[middle]?.start ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #add(text: string, piece: Piece): void {
    const last = this.#pieces.at(-1);
    this.#text += text;
    if (last?.verbatim && piece.verbatim) {
      const gap = piece.submittedStart - last.submittedStart;
      if (gap === piece.start - last.start) return;
    }
    this.#pieces.push(piece);
  }
}
