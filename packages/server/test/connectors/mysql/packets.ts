/** Packets of the MySQL protocol with these payloads, one after the other. */
export function packetsOf(payloads: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [];
  let sequence = 0;
  const add = (part: Buffer): void => {
    const header = Buffer.alloc(4);
    header.writeUIntLE(part.length, 0, 3);
    header[3] = sequence++ % 256;
    parts.push(header, part);
  };
  for (const payload of payloads) {
    let at = 0;
    for (; payload.length - at >= 0xff_ff_ff; at += 0xff_ff_ff) {
      add(payload.subarray(at, at + 0xff_ff_ff));
    }
    add(payload.subarray(at));
  }
  return Buffer.concat(parts);
}

/** A row of the text protocol. */
export function rowPacket(cells: readonly (Buffer | string | null)[]): Buffer {
  return Buffer.concat(
    cells.flatMap((cell) => {
      if (cell === null) return [Buffer.of(0xfb)];
      const bytes = Buffer.from(cell);
      return [lengthOf(bytes.length), bytes];
    }),
  );
}

function lengthOf(length: number): Buffer {
  if (length < 0xfb) return Buffer.of(length);
  const bytes = length < 0x1_00_00 ? 2 : length < 0x1_00_00_00 ? 3 : 8;
  const text = Buffer.alloc(bytes + 1);
  text[0] = { 2: 0xfc, 3: 0xfd, 8: 0xfe }[bytes] ?? 0;
  text.writeUIntLE(length, 1, Math.min(bytes, 6));
  return text;
}
