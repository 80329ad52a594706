import type { Bench } from "../../bench.ts";
import type { LoadAnswer } from "../../load-client/protocol.ts";
import { type Aim, type Measurement, measurement, type Unit } from "../../measurement.ts";
import { quantile } from "../../spread.ts";
import { OURS, ROAPI_NAME } from "./contenders.ts";

type Bursts = ReadonlyMap<string, readonly LoadAnswer[]>;

interface Figure {
  readonly name: string;
  readonly unit: Unit;
  readonly of: (burst: LoadAnswer) => number;
}

const FIGURES: readonly Figure[] = [
  { name: "median", unit: "ms", of: ({ latenciesMs }) => quantile(latenciesMs, 0.5) },
  { name: "p99", unit: "ms", of: ({ latenciesMs }) => quantile(latenciesMs, 0.99) },
  {
    name: "requests a second",
    unit: "1/s",
    of: ({ latenciesMs, wholeMs }) => (latenciesMs.length / wholeMs) * 1_000,
  },
];

const AIMS: Readonly<Record<string, (ours: number) => Aim>> = {
  "SELECT 42, 1 client: median": (ms) => ({ text: "1.5 ms", isMet: ms <= 1.5 }),
  "SELECT 42, 10 clients: requests a second": (rate) => ({ text: "1500", isMet: rate >= 1_500 }),
};

/** The figures of one number of clients, each beside those of every other server. */
export function* burstMeasurements(
  bench: Bench,
  label: string,
  bursts: Bursts,
): Generator<Measurement> {
  for (const [name, answers] of bursts) {
    const errors = answers.find(({ firstError }) => firstError !== null)?.firstError;
    if (errors !== undefined) bench.report(`${label}: ${name}: first error: ${errors}`);
    if (answers.some(({ latenciesMs }) => latenciesMs.length === 0)) {
      throw new Error(`${label}: ${name} answered nothing: ${errors ?? ""}`);
    }
    bench.print(`${label}: ${name}: ${lineOf(answers)}`);
  }
  for (const { name, unit, of } of FIGURES) {
    const title = `${label}: ${name}`;
    yield compared(bursts, { title, unit, of: (answers) => answers.map(of) });
  }
  yield compared(bursts, {
    title: `${label}: errors`,
    unit: "errors",
    of: (all) => [errorsOf(all)],
  });
}

interface Compared {
  readonly title: string;
  readonly unit: Unit;
  readonly of: (answers: readonly LoadAnswer[]) => readonly number[];
}

function compared(bursts: Bursts, { title, unit, of }: Compared): Measurement {
  const {
    [OURS]: ours = [],
    [ROAPI_NAME]: baseline,
    ...others
  } = Object.fromEntries([...bursts].map(([name, answers]) => [name, of(answers)]));
  const aim = unit === "errors" ? noErrors : AIMS[title];
  return measurement("small", {
    case: title,
    unit,
    ours,
    others,
    ...(baseline === undefined ? {} : { baseline }),
    ...(aim === undefined ? {} : { aim }),
  });
}

function noErrors(errors: number): Aim {
  return { text: "0", isMet: errors === 0 };
}

function errorsOf(answers: readonly LoadAnswer[]): number {
  return answers.reduce((sum, { errors }) => sum + errors, 0);
}

function lineOf(answers: readonly LoadAnswer[]): string {
  const figures = FIGURES.map(
    ({ name, unit, of }) =>
      `${name} ${quantile(answers.map(of), 0.5).toFixed(unit === "ms" ? 2 : 0)}${unit === "ms" ? " ms" : ""}`,
  );
  return `${figures.join(", ")}, errors ${errorsOf(answers)}`;
}
