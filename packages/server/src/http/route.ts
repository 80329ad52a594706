import type { Operation } from "@hotdata/contract";
import type { IncomingMessage } from "node:http";
import type { ZodObject, ZodType, output } from "zod";
import type { Reply } from "./reply.ts";
import type { RequestContext } from "./request-context.ts";

/** A request after the operation's Zod schemas accepted it. */
export interface RouteRequest<O extends Operation> {
  readonly params: PartOf<O, "params">;
  readonly query: PartOf<O, "query">;
  readonly headers: PartOf<O, "headers">;
  /** JSON and form bodies as their model; raw bodies as the unread request; undefined when there is none. */
  readonly body: BodyOf<O>;
  readonly context: RequestContext<AuthOf<O>>;
}

export type RouteHandler<O extends Operation> = (request: RouteRequest<O>) => Promise<Reply>;

/** A request whose parts were checked, but whose types the compiler no longer tells apart. */
export interface CheckedRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
  readonly context: unknown;
}

/** An operation with what answers it. */
export interface Route {
  readonly operation: Operation;
  /** Declared as a method: its parameter may be narrower than what the HTTP layer can prove. */
  handle(request: CheckedRequest): Promise<Reply>;
}

type NoParts = Readonly<Record<string, never>>;

type PartOf<O extends Operation, Name extends "params" | "query" | "headers"> = O extends {
  readonly [Key in Name]: infer Schema extends ZodObject;
}
  ? output<Schema>
  : NoParts;

type AuthOf<O extends Operation> = O["auth"];

type BodyOf<O extends Operation> = O extends { readonly body: infer Body }
  ? Body extends { readonly model: infer Model extends ZodType; readonly required: infer Required }
    ? Required extends true
      ? output<Model>
      : output<Model> | undefined
    : IncomingMessage
  : undefined;

/**
 * Binds a handler to an operation of the contract. The handler's types follow from the operation's
 * Zod schemas; the HTTP layer calls it only with a request that passed them.
 */
export function route<const O extends Operation>(operation: O, handler: RouteHandler<O>): Route {
  return { operation, handle: handler };
}
