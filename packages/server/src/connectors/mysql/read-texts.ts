import type { MysqlSession } from "./mysql-session.ts";

/** Rows of the catalog, as text. */
export async function readTexts(
  session: MysqlSession,
  statement: string,
): Promise<(string | null)[][]> {
  const columns = await session.query(statement);
  const rows: (string | null)[][] = [];
  for (;;) {
    const next = session.next();
    if (next === "end") return rows;
    if (next === "more") {
      await session.more();
      continue;
    }
    const { bytes, start, end } = session.packets;
    rows.push(textsOf(bytes.subarray(start, end), columns.length));
  }
}

function textsOf(packet: Buffer, count: number): (string | null)[] {
  const texts: (string | null)[] = [];
  let at = 0;
  while (texts.length < count) {
    let length = packet.readUInt8(at);
    at += 1;
    if (length === 0xfb) {
      texts.push(null);
      continue;
    }
    if (length > 0xfb) {
      const lengthBytes = length === 0xfc ? 2 : 3;
      length = packet.readUIntLE(at, lengthBytes);
      at += lengthBytes;
    }
    texts.push(packet.toString("utf8", at, at + length));
    at += length;
  }
  return texts;
}
