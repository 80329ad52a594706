import { runCommand } from "./run-command.ts";

const codes = [
  runCommand("oxlint", ["--type-aware", "--deny-warnings"]),
  runCommand("oxfmt", ["--check", "."]),
];
process.exitCode = Math.max(...codes);
