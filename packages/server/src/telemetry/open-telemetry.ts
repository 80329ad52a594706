import manifest from "../../package.json" with { type: "json" };
import type { Config } from "../config/load-config.ts";
import { Metrics } from "./metrics.ts";
import { openTracing } from "./open-tracing.ts";
import { Telemetry } from "./telemetry.ts";

/** Counts from now on; traces when the settings name a collector. */
export async function openTelemetry(config: Config) {
  const { version } = manifest;
  const { tracing, close } = await openTracing(config, version);
  return { telemetry: new Telemetry(new Metrics(version), tracing), closeTelemetry: close };
}
