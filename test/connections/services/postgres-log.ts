import { z } from "zod";
import type { LoggedStatement } from "./mariadb.ts";

const LINE = z.object({ user: z.string().optional(), message: z.string() });

interface Plan {
  readonly "Node Type": string;
  readonly "Actual Rows"?: number | undefined;
  readonly "Actual Loops"?: number | undefined;
  readonly "Rows Removed by Filter"?: number | undefined;
  readonly Plans?: readonly Plan[] | undefined;
}

const PLAN: z.ZodType<Plan> = z.lazy(() =>
  z.object({
    "Node Type": z.string(),
    "Actual Rows": z.number().optional(),
    "Actual Loops": z.number().optional(),
    "Rows Removed by Filter": z.number().optional(),
    Plans: z.array(PLAN).optional(),
  }),
);

const EXPLAINED = z.object({ "Query Text": z.string(), Plan: PLAN });

/** Statements and what they read, of a server's JSON log in which auto_explain writes plans. */
export function readPostgresLog(log: string): LoggedStatement[] {
  return log.split("\n").filter(Boolean).flatMap(readLine);
}

function readLine(line: string): LoggedStatement[] {
  const { user = "", message } = LINE.parse(JSON.parse(line));
  const [, text] = /^duration: [\d.]+ ms {2}plan:\n(.*)$/s.exec(message) ?? [];
  if (text === undefined) return [];
  const { "Query Text": statement, Plan: plan } = EXPLAINED.parse(JSON.parse(text));
  const rowsSent = plan["Actual Rows"] ?? 0;
  return [{ user, statement, rowsSent, rowsExamined: rowsRead(plan) }];
}

/** Rows that came from tables and indexes, chosen or not. */
function rowsRead(plan: Plan): number {
  const below = (plan.Plans ?? []).map(rowsRead).reduce((sum, rows) => sum + rows, 0);
  if (!plan["Node Type"].endsWith("Scan")) return below;
  const once = (plan["Actual Rows"] ?? 0) + (plan["Rows Removed by Filter"] ?? 0);
  return below + once * (plan["Actual Loops"] ?? 1);
}
