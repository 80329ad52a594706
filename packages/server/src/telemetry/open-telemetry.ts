import manifest from "../../package.json" with { type: "json" };
import type { Config } from "../config/load-config.ts";
import { NOT_COUNTED } from "./counting.ts";
import { Metrics } from "./metrics.ts";
import { openTracing } from "./open-tracing.ts";
import { Telemetry } from "./telemetry.ts";

/** Counts from now on unless that is switched off; traces when the settings name a collector. */
export async function openTelemetry(config: Config) {
  const { version } = manifest;
  const metrics = config.metrics === "on" ? new Metrics(version) : undefined;
  const { tracing, close } = await openTracing(config, version);
  const telemetry = new Telemetry(metrics ?? NOT_COUNTED, tracing);
  return { telemetry, metrics, closeTelemetry: close };
}
