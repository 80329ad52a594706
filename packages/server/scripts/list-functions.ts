// Prints what the lists of allowed and refused functions lack for the installed engine version.
import { DuckDBInstance } from "@duckdb/node-api";
import { takeFunctionCensus } from "./function-census.ts";

const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const { functions, undecided, contradictory, missing } = await takeFunctionCensus(connection);
console.log(`${functions.length} functions, ${undecided.length} undecided`);
for (const { name, place, macroDefinitions } of undecided) {
  console.log(`undecided (${place}): ${[name, ...macroDefinitions].join("\n    ")}`);
}
for (const name of contradictory) console.log(`both allowed and refused: ${name}`);
for (const name of missing) console.log(`allowed, but not in the engine: ${name}`);
connection.closeSync();
instance.closeSync();
