/** Numbers from 0 up to 1, the same ones for the same seed: segments of equal files are equal. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Different positions below `total`, ascending: one of each of as many equal parts. */
export function samplePositions(total: number, wanted: number, random: () => number): Uint32Array {
  const count = Math.min(total, wanted);
  return Uint32Array.from({ length: count }, (_, part) => {
    const first = Math.floor((part * total) / count);
    const next = Math.floor(((part + 1) * total) / count);
    return first + Math.floor(random() * (next - first));
  });
}
