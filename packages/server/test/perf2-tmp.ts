import { DuckDBInstance } from "@duckdb/node-api";
import { inspectSource } from "../src/engine/duckdb/inspect-source.ts";
import { withLoadRows } from "../src/engine/duckdb/load-rows.ts";
const inst = await DuckDBInstance.create(":memory:", { threads: "2" });
const connection = await inst.connect();
const signal = new AbortController().signal;
const cpu=()=>{const u=process.cpuUsage();return (u.user+u.system)/1000;};
const m=async(n:string,sql:string)=>{let b=1e9;for(let i=0;i<4;i++){const t=cpu();await connection.run(`COPY (${sql}) TO '/tmp/files/w/c.parquet' (FORMAT parquet, COMPRESSION zstd)`);b=Math.min(b,cpu()-t);}console.log(n.padEnd(30),Math.round(b));};
for(const path of ["/tmp/files/big.csv","/tmp/files/orders.csv"]){
const source={path,format:"csv",compression:"none",label:"f",fullScan:false} as const;
const d=await inspectSource(connection,source,signal);
console.log(JSON.stringify(d.layout?.kind==="csv"&&d.layout.columns));
await withLoadRows({connection,scratchDir:"/tmp",signal},{...source,...(d.layout?{layout:d.layout}:{})},async r=>{
 await m("bare",`SELECT * FROM read_csv('${path}')`);
 await m("ours",r.sqlText);
 const noCheck=r.sqlText.replace(/, CASE WHEN (?:(?!AS is_exact).)* AS is_exact/s,"").replace(/ WHERE is_exact$/,"");
 await m("no check",noCheck);
 if(process.argv[2]) console.log(r.sqlText);
 const inner=/FROM (\(SELECT \*, .*?FROM (read_csv\(.*?strict_mode = true.*?\))\))/s.exec(r.sqlText);
 if(inner?.[2]) {await m("all text copy",`SELECT * FROM ${inner[2]}`);
 const t=cpu(); await connection.run(`SELECT count(t0),count(t1) FROM ${inner[2]}`); console.log("read text",cpu()-t);}
});}
