import { EngineLostError } from "../engine.ts";

/** Works once more when the process was lost through no fault of this work. */
export async function repeated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!mayRepeat(error)) throw error;
    return work();
  }
}

export function mayRepeat(error: unknown): boolean {
  return error instanceof EngineLostError && error.isInnocent;
}
