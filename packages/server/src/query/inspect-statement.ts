import type { Engine, Statement } from "../engine/engine.ts";
import type { StatementRequest, StatementWork } from "./statement-request.ts";

/** What a statement names and reads. */
export function inspectStatement(
  engine: Pick<Engine, "inspect">,
  { runId, sqlText, dialect = "hotsql", parameters = [] }: StatementRequest,
  { signal, phases }: StatementWork,
): Promise<Statement> {
  const parameterNames = parameters.map(({ name }) => name);
  return phases.measure("inspect", () =>
    engine.inspect({ runId, sqlText, dialect, parameterNames }, signal),
  );
}
