export interface PackWorld {
  /** An empty folder for the project. */
  readonly folder: string;
  /** The packed SDK. */
  readonly tarball: string;
  /** Address and key of a running server. */
  readonly env: Readonly<Record<string, string>>;
}

/** One kind of project that uses the SDK. */
export interface PackProject {
  readonly name: string;
  /** Runs the quickstart in a fresh project; returns what it was tried with. */
  readonly check: (world: PackWorld) => Promise<string>;
}

/** Version of `apache-arrow` in projects that install it. */
export const ARROW_PACKAGE = "apache-arrow@21.2.0";
