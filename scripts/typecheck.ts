import { runCommand } from "./run-command.ts";

process.exitCode = runCommand("tsc", ["-p", "."]);
