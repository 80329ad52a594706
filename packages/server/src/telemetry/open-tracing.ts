import type { Config } from "../config/load-config.ts";
import { NO_TRACING, SpanTracing, type Tracing } from "./tracing.ts";

export interface OpenedTracing {
  readonly tracing: Tracing;
  /** Sends what is still held back. */
  close(): Promise<void>;
}

/** A collector that does not answer holds up a shutdown for this long at most. */
const FLUSH_MS = 5_000;

/** Traces go to the collector of the settings, if there is one; its parts are loaded only then. */
export async function openTracing(
  { otlpUrl, traceRatio }: Pick<Config, "otlpUrl" | "traceRatio">,
  version: string,
): Promise<OpenedTracing> {
  if (otlpUrl === undefined) return { tracing: NO_TRACING, close: async () => {} };
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/exporter-trace-otlp-proto"),
    import("@opentelemetry/resources"),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${otlpUrl}/v1/traces`, timeoutMillis: FLUSH_MS });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ "service.name": "hotdata", "service.version": version }),
    // Who traces already decides for us; of all other requests this share is traced.
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(traceRatio) }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, exportTimeoutMillis: FLUSH_MS })],
  });
  return {
    tracing: new SpanTracing(provider.getTracer("hotdata", version)),
    close: () => provider.shutdown().catch(() => undefined),
  };
}
