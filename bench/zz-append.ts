import { mkdtempSync, rmSync } from "node:fs";
import { append } from "./suites/append.ts";
import { SCALES } from "./scale.ts";
const folder = mkdtempSync("/tmp/upkeep/bench-");
const n = Number(process.argv[2]);
for await (const m of append.run({ scale: {...SCALES.tiny, rounds: 7, appends: n}, limits:{threads:2, memoryMb: 2000}, folder, signal: new AbortController().signal, progress: console.log, report: console.log })) console.log(m.case, m.ours.median.toFixed(1));
rmSync(folder,{recursive:true});
