import { percentile } from "../measure/percentile.ts";

export interface Sample {
  /** Milliseconds, as `Date.now()` counts. */
  readonly at: number;
  /** Samples of one process; another begins anew. */
  readonly pid: number;
  readonly value: number;
}

const WARM_UP_MS = 60_000;
/** Samples nearer to each other say more about noise than about growth. */
const LEAST_APART_MS = 60_000;

/**
 * Growth per hour: the median of the slopes between any two samples of one process (Theil and Sen),
 * after its first minute. Undefined where no process lived long enough.
 */
export function growthPerHour(samples: readonly Sample[]): number | undefined {
  const slopes: number[] = [];
  for (const life of livesOf(samples).values()) {
    const [first] = life;
    const warm = life.filter(({ at }) => first !== undefined && at >= first.at + WARM_UP_MS);
    for (const [place, early] of warm.entries()) {
      for (const late of warm.slice(place + 1)) {
        const apart = late.at - early.at;
        if (apart < LEAST_APART_MS) continue;
        slopes.push(((late.value - early.value) / apart) * 3_600_000);
      }
    }
  }
  return median(slopes);
}

export function median(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : percentile(numbers, 50);
}

function livesOf(samples: readonly Sample[]): Map<number, Sample[]> {
  const lives = new Map<number, Sample[]>();
  for (const sample of samples) {
    const life = lives.get(sample.pid) ?? [];
    life.push(sample);
    lives.set(sample.pid, life);
  }
  return lives;
}
