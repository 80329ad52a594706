import type { ConfigurationOptions, Hotdata } from "hotdata";

/** Where the tests find what they talk to. Travels as JSON from the runner into each runtime. */
export interface PortableWorld {
  /** Address of a real server. */
  readonly host: string;
  readonly apiKey: string;
  /** Address of a server that fails in known ways; see `test/runtimes/faults.ts`. */
  readonly faultyHost: string;
}

/** What a test works with; made anew for each. */
export interface PortableContext extends PortableWorld {
  /** A client of the real server. */
  readonly hotdata: Hotdata;
  /** A client whose calls all meet one fault, and what the server saw of them. */
  readonly meet: (fault: string, options?: ConfigurationOptions) => FaultyMeeting;
}

export interface FaultyMeeting {
  readonly hotdata: Hotdata;
  /** The requests that came, browsers' preflights left out, in order. */
  readonly seen: () => Promise<readonly SeenRequest[]>;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBytes: number;
}

/** Tests by name: one such object a module, one module a subject. */
export type PortableTests = Readonly<Record<string, (context: PortableContext) => Promise<void>>>;

/** What a runtime tells the runner, one line of JSON each. */
export type PortableMessage =
  | { readonly type: "test"; readonly name: string; readonly error?: string }
  | { readonly type: "line"; readonly text: string }
  | { readonly type: "end"; readonly error?: string };

/** What a compiled module exports under the name `run`. */
export type PortableProgram = (
  world: PortableWorld,
  tell: (message: PortableMessage) => void | Promise<void>,
) => Promise<void>;
