/** Rows that a term, or whatever else is looked for, occurs in. */
export interface PostingList {
  /** Ascending. */
  readonly rows: Uint32Array;
  /** How often it occurs in each; 65,535 stands for more, too. */
  readonly frequencies: Uint16Array;
  /** Greatest frequency, and fewest terms of a row: no row of the list can score higher. */
  readonly maxFrequency: number;
  readonly minLength: number;
}

export const NO_POSTINGS: PostingList = {
  rows: new Uint32Array(0),
  frequencies: new Uint16Array(0),
  maxFrequency: 0,
  minLength: 0,
};

/** A list with its bounds; `lengths` are those of all rows. */
export function postingList(
  rows: Uint32Array,
  frequencies: Uint16Array,
  lengths: Uint32Array,
): PostingList {
  let maxFrequency = 0;
  let minLength = 0xffff_ffff;
  for (let index = 0; index < rows.length; index += 1) {
    const frequency = frequencies[index] ?? 0;
    const length = lengths[rows[index] ?? 0] ?? 0;
    if (frequency > maxFrequency) maxFrequency = frequency;
    if (length < minLength) minLength = length;
  }
  return { rows, frequencies, maxFrequency, minLength };
}

/** Bytes that a list takes in memory. */
export function sizeOfList(list: PostingList): number {
  return list.rows.byteLength + list.frequencies.byteLength;
}

/** Unpacks a list of so many postings. */
export function unpackPostings(
  bytes: Uint8Array,
  count: number,
  lengths: Uint32Array,
): PostingList {
  const rows = new Uint32Array(count);
  const frequencies = new Uint16Array(count);
  let maxFrequency = 1;
  let minLength = 0xffff_ffff;
  let row = 0;
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    let byte = bytes[at] ?? 0;
    let value = byte & 127;
    at += 1;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at] ?? 0;
      value |= (byte & 127) << shift;
      at += 1;
    }
    row += value >>> 1;
    let frequency = 1;
    if ((value & 1) === 0) {
      byte = bytes[at] ?? 0;
      frequency = byte & 127;
      at += 1;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at] ?? 0;
        frequency |= (byte & 127) << shift;
        at += 1;
      }
      if (frequency > maxFrequency) maxFrequency = frequency;
    }
    const length = lengths[row] ?? 0;
    if (length < minLength) minLength = length;
    rows[index] = row;
    frequencies[index] = frequency;
  }
  return { rows, frequencies, maxFrequency, minLength };
}
