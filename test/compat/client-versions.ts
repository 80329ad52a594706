import { join } from "node:path";

/** One release of the official Python client. */
export interface ClientVersion {
  /** Column heading; the newest release's number is known once it is installed. */
  readonly label: string;
  /** A gate fails the run; the newest release is there for information. */
  readonly isGate: boolean;
  /** Pinned requirements file; undefined for the newest release. */
  readonly requirements: string | undefined;
}

const GATES = ["0.2.3", "0.3.1", "0.10.0"];

export const clientVersions: readonly ClientVersion[] = [
  ...GATES.map((version) => ({
    label: version,
    isGate: true,
    requirements: join(import.meta.dirname, "requirements", `hotdata-${version}.txt`),
  })),
  { label: "newest", isGate: false, requirements: undefined },
];
