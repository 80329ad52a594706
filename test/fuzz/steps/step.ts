import type { Lane } from "../lane.ts";

/** One thing that a lane does; most send one request, some a few. */
export type Step = (lane: Lane) => Promise<void>;
