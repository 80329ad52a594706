import type { Random } from "../../crash/random.ts";
import { mutateMethod, mutatePath, mutateQuery } from "./address-steps.ts";
import { mutateBody, mutateText, sendHugeBody } from "./body-steps.ts";
import { compareForeign } from "./foreign-steps.ts";
import { checkEcho, mutateHeaders, sendWrongCredentials } from "./header-steps.ts";
import { useMadeKey } from "./key-steps.ts";
import { deleteAndUse, sendBurst, sendRace, sendValid } from "./plain-steps.ts";
import { replayTokens, useStorageAddress } from "./replay-steps.ts";
import type { Step } from "./step.ts";
import { misbehave } from "./wire-steps.ts";

/** How often each comes, relative to the others. */
const STEPS: readonly (readonly [weight: number, step: Step])[] = [
  [300, sendValid],
  [200, mutateBody],
  [60, mutateText],
  [80, mutatePath],
  [60, mutateQuery],
  [30, mutateMethod],
  [70, mutateHeaders],
  [20, sendWrongCredentials],
  [10, checkEcho],
  [20, sendBurst],
  [25, sendRace],
  [15, deleteAndUse],
  [30, compareForeign],
  [15, replayTokens],
  [30, useMadeKey],
  [20, useStorageAddress],
  [40, misbehave],
  [1, sendHugeBody],
];

const TOTAL = STEPS.reduce((sum, [weight]) => sum + weight, 0);

export function chooseStep(random: Random): Step {
  let left = random.next() * TOTAL;
  for (const [weight, step] of STEPS) {
    left -= weight;
    if (left < 0) return step;
  }
  return sendValid;
}
