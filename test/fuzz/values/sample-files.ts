import type { Random } from "../../crash/random.ts";

const SAMPLES: readonly string[] = [
  "id,a,b\n1,x,2024-01-01\n2,y,2024-01-02\n",
  'id,a\n1,x\n2,\n3,"quoted, cell"\n',
  "id;a\n1;x\n",
  "id,a\n1,x,extra\n2\n",
  "id,a\n",
  "id,id\n1,2\n",
  "id,ID\n1,2\n",
  "\n",
  "",
  'id,a\n1,"never closed\n',
  "\ufeffid,a\n1,é\n",
  "id,a\n1,\u0000\n",
  '[{"id": 1, "a": "x"}, {"id": 2, "a": null}]',
  '{"id": 1, "a": "x"}\n{"id": 2, "b": [1, 2, {"c": 3}]}\n',
  '{"id": 1, "a": "x"}\n{"id": ',
  '[{"id": 1e400}]',
  '{"id": 123456789012345678901234567890, "a": 1.0}',
  "[]",
  "{}",
  "null",
  "PAR1nothing but the markPAR1",
  "PAR1",
];

/** Content of a small file: CSV, JSON or broken Parquet, right and wrong. */
export function sampleText(random: Random): string {
  // The first ones can be loaded: most files should.
  return random.next() < 0.7 ? (SAMPLES[random.below(2)] ?? "") : random.pick(SAMPLES);
}
