import type { Config } from "../config/load-config.ts";
import { Admission, type AdmissionLimits } from "./admission.ts";
import { BusyAverage } from "./busy-average.ts";

type AdmissionConfig = Pick<
  Config,
  "maxRunningQueries" | "workspaceQueries" | "runningStatements" | "workspaceRunningStatements"
>;

/** Who may make the engine work, and when. */
export function openAdmissions(config: AdmissionConfig) {
  const limits: AdmissionLimits = {
    places: { total: config.maxRunningQueries, perWorkspace: config.workspaceQueries },
    turns: { total: config.runningStatements, perWorkspace: config.workspaceRunningStatements },
  };
  const busy = new BusyAverage();
  return {
    /** Statements, and what computes as much as one. */
    statements: new Admission(limits, busy),
    /** Results that are fetched as text; each piece has a turn of its own. */
    exports: new Admission(limits, busy),
    /** Loads that somebody waits for; reading and writing files has turns, in jobs as well. */
    loads: new Admission(limits, new BusyAverage()),
  };
}
