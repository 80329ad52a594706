import { readdirSync, readFileSync } from "node:fs";

/** Processor ticks (of 10 ms) that the child processes of this one have used so far. */
export function childTicks(): number {
  let ticks = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statFields(name);
    // After the command's name: state, parent, …; user and system time are the 12th and 13th.
    if (fields !== undefined && Number(fields[1]) === process.pid) {
      ticks += Number(fields[11]) + Number(fields[12]);
    }
  }
  return ticks;
}

function statFields(pid: string): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
