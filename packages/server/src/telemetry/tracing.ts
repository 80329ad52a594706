import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from "@opentelemetry/api";

/** Where a request's trace comes from: the caller's span, as its `traceparent` names it. */
export interface RemoteSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly isSampled: boolean;
}

/** Records what the server does as spans of OpenTelemetry traces. */
export interface Tracing {
  /**
   * Opens the span of a request.
   * @returns its trace id
   */
  openRequest(name: string, parent: RemoteSpan | undefined): RequestSpan | undefined;
  /** Runs a piece of work as a span within whatever span is under way. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Opens a span within whatever span is under way. */
  open(name: string): OpenSpan;
}

export interface OpenSpan {
  end(): void;
}

export interface RequestSpan {
  readonly traceId: string;
  /** Runs work whose spans belong to the request's. */
  enter<T>(work: () => T): T;
  end(status: number, attributes: Attributes): void;
}

const NO_SPAN: OpenSpan = { end: () => {} };

/** Nobody asked for traces. */
export const NO_TRACING: Tracing = {
  openRequest: () => undefined,
  run: (_name, work) => work(),
  open: () => NO_SPAN,
};

/** Traces on a tracer; the span under way follows the asynchronous calls. */
export class SpanTracing implements Tracing {
  readonly #tracer: Tracer;
  readonly #current = new AsyncLocalStorage<Context>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  openRequest(name: string, parent: RemoteSpan | undefined): RequestSpan {
    const context =
      parent === undefined
        ? ROOT_CONTEXT
        : trace.setSpanContext(ROOT_CONTEXT, {
            traceId: parent.traceId,
            spanId: parent.spanId,
            traceFlags: parent.isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
            isRemote: true,
          });
    const span = this.#tracer.startSpan(name, { kind: SpanKind.SERVER }, context);
    const inside = trace.setSpan(context, span);
    return {
      traceId: span.spanContext().traceId,
      enter: (work) => this.#current.run(inside, work),
      end: (status, attributes) => {
        span.setAttributes({ ...attributes, "http.response.status_code": status });
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  }

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const parent = this.#current.getStore() ?? ROOT_CONTEXT;
    if (isLeftOut(parent)) return work();
    const span = this.#tracer.startSpan(name, {}, parent);
    try {
      return await this.#current.run(trace.setSpan(parent, span), work);
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  }

  open(name: string): OpenSpan {
    const parent = this.#current.getStore() ?? ROOT_CONTEXT;
    return isLeftOut(parent) ? NO_SPAN : this.#tracer.startSpan(name, {}, parent);
  }
}

/** What is within a request that is not traced costs nothing. */
function isLeftOut(context: Context): boolean {
  return trace.getSpan(context)?.isRecording() === false;
}

/** Messages may hold a user's SQL and rows; the kind of the error says enough. */
function fail(span: Span, error: unknown): void {
  span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
  span.setStatus({ code: SpanStatusCode.ERROR });
}
