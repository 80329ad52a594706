import { Metrics } from "../../src/telemetry/metrics.ts";
import { Telemetry } from "../../src/telemetry/telemetry.ts";
import { NO_TRACING } from "../../src/telemetry/tracing.ts";

/** Telemetry that counts, and that nobody reads. */
export function untraced(): Telemetry {
  return new Telemetry(new Metrics("test"), NO_TRACING);
}
