import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { BusyAverage } from "../../src/admission/busy-average.ts";
import { LONG_TURN_MS, type Turn, Turns, type TurnLimits } from "../../src/admission/turns.ts";

const LIMITS: TurnLimits = { total: 8, perWorkspace: 4 };
const NEVER = new AbortController().signal;

/** Turns whose beginnings are written down as `name` in the order in which they come. */
class Script {
  readonly turns: Turns;
  readonly begun: string[] = [];
  readonly #open = new Map<string, Turn>();

  constructor(limits = LIMITS, busy = new BusyAverage()) {
    this.turns = new Turns(limits, busy);
  }

  ask(name: string, signal = NEVER, isQuick = false): Promise<void> {
    const entered = this.turns.enter(workspaceOf(name), signal, isQuick);
    if (!(entered instanceof Promise)) return Promise.resolve(this.#began(name, entered));
    return entered.then((turn) => this.#began(name, turn));
  }

  turn(name: string): Turn {
    const turn = this.#open.get(name);
    assert.ok(turn, `${name} has not begun`);
    return turn;
  }

  async end(name: string): Promise<void> {
    this.turn(name).leave();
    await settled();
  }

  #began(name: string, turn: Turn): void {
    this.begun.push(name);
    this.#open.set(name, turn);
  }
}

function workspaceOf(name: string): string {
  return name.slice(0, 1);
}

async function settled(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
}

test("one workspace never has all turns, and another begins at once", async () => {
  const script = new Script();
  for (let i = 0; i < 50; i += 1) void script.ask(`a${i}`);
  assert.deepEqual(script.begun, ["a0", "a1", "a2", "a3"]);
  void script.ask("b0");
  assert.equal(script.begun.at(-1), "b0");
});

test("quick ones have four times as many turns, beside the others and not for ever", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const script = new Script({ total: 2, perWorkspace: 1 });
  for (const name of ["a0", "a1"]) void script.ask(name);
  for (let i = 0; i < 5; i += 1) void script.ask(`aq${i}`, NEVER, true);
  assert.deepEqual(script.begun, ["a0", "aq0", "aq1", "aq2", "aq3"]);
  assert.equal(script.turn("aq3").isLow, true, "it presses");
  await script.end("aq0");
  void script.ask("aq5", NEVER, true);
  assert.equal(script.begun.at(-1), "aq5");
  await script.end("a0");
  assert.equal(script.begun.at(-1), "a1");
  assert.deepEqual(script.turns.counts, { running: 5, aside: 0, waiting: 1 });
  t.mock.timers.tick(LONG_TURN_MS);
  assert.equal(script.turns.counts.aside, 4, "what was not quick after all steps aside");
});

test("however many press, whoever has none running begins at once", async () => {
  const script = new Script({ total: 8, perWorkspace: 8 });
  for (let i = 0; i < 20; i += 1) for (const name of "abcdef") void script.ask(`${name}${i}`);
  const before = script.begun.length;
  assert.ok(before < 8, `${before} turns are taken`);
  void script.ask("q0");
  assert.equal(script.begun.at(-1), "q0");
});

test("workspaces have their turns one after the other, those of one in order of arrival", async () => {
  const script = new Script({ total: 2, perWorkspace: 1 });
  void script.ask("a0");
  void script.ask("b0");
  for (const name of ["a1", "a2", "a3", "b1", "c0", "c1"]) void script.ask(name);
  for (let i = 0; i < 8; i += 1) await script.end(script.begun[i] ?? "");
  assert.deepEqual(script.begun, ["a0", "b0", "a1", "b1", "c0", "a2", "c1", "a3"]);
});

test("who leaves while waiting is passed over, and gets the signal's reason", async () => {
  const script = new Script({ total: 1, perWorkspace: 1 });
  const leaving = new AbortController();
  void script.ask("a0");
  const left = script.ask("a1", leaving.signal);
  void script.ask("a2");
  leaving.abort(new Error("gone"));
  await assert.rejects(left, /gone/);
  await script.end("a0");
  assert.deepEqual(script.begun, ["a0", "a2"]);
  await script.end("a2");
  void script.ask("a3");
  assert.equal(script.begun.at(-1), "a3", "nothing of the one that left is counted");
  assert.throws(() => script.turns.enter("a", leaving.signal), /gone/);
});

test("long turns step aside for others of their workspace, so many and no more", async (t) => {
  mockTime(t);
  const script = new Script({ total: 2, perWorkspace: 1 });
  for (let i = 0; i < 20; i += 1) void script.ask(`a${i}`);
  for (const begun of [1, 2, 3, 4, 5, 5]) {
    assert.equal(script.begun.length, begun);
    t.mock.timers.tick(LONG_TURN_MS);
    await settled();
  }
  await script.end("a0");
  assert.equal(script.begun.length, 6, "one that waited to step aside has done so");
  await script.end("a5");
  assert.equal(script.begun.length, 7);
});

test("waiting is expected to take as long as what was before", async (t) => {
  t.mock.method(performance, "now", () => Date.now());
  mockTime(t);
  const script = new Script({ total: 1, perWorkspace: 1 });
  void script.ask("a0");
  void script.ask("a1");
  assert.equal(script.turns.expectedWaitMs("a"), 0);
  t.mock.timers.tick(3_000);
  await script.end("a0");
  void script.ask("a2");
  void script.ask("a3");
  assert.equal(script.turns.expectedWaitMs("a"), 6_000);
  assert.equal(script.turns.expectedWaitMs("b"), 0);
});

test("a workspace with many at a time stands back, one with few does not", async () => {
  let now = 0;
  const script = new Script(LIMITS, new BusyAverage(() => now));
  for (const name of ["a0", "a1", "a2", "a3", "b0"]) void script.ask(name);
  const isLow = (...names: string[]) => names.map((name) => script.turn(name).isLow);
  assert.deepEqual(isLow("a0", "a1", "a2", "a3", "b0"), [false, false, true, true, false]);
  now = 2_000;
  await script.end("a0");
  await script.end("a1");
  await script.end("a2");
  await script.end("a3");
  await script.end("b0");
  void script.ask("a4");
  void script.ask("b1");
  assert.deepEqual(isLow("a4", "b1"), [true, false]);
  await script.end("a4");
  now = 20_000;
  void script.ask("a6");
  assert.deepEqual(isLow("a6"), [true], "it is remembered for a while");
  await script.end("a6");
  now = 90_000;
  void script.ask("a5");
  assert.deepEqual(isLow("a5"), [false]);
});

test("one query after another never counts as busy, and what rests is forgotten", () => {
  let now = 0;
  const busy = new BusyAverage(() => now);
  for (let i = 0; i < 1_000; i += 1) {
    busy.arrive("a");
    now += 100;
    busy.leave("a");
    assert.equal(busy.isBusy("a"), false);
  }
  for (let i = 0; i < 100; i += 1) {
    busy.arrive(`w${i}`);
    busy.leave(`w${i}`);
  }
  now += 200_000;
  busy.arrive("b");
  assert.equal(busy.size, 1);
});

test("who keeps many waiting is busy within a second, though few run at a time", async () => {
  let now = 0;
  const busy = new BusyAverage(() => now);
  const script = new Script({ total: 4, perWorkspace: 2 }, busy);
  const names = Array.from({ length: 50 }, (_, i) => `a${i}`);
  for (const name of names) void script.ask(name);
  assert.equal(script.begun.length, 2);
  now = 1_000;
  assert.equal(busy.isBusy("a"), true);
});

test("however many there were, it is over a minute and a half later", () => {
  let now = 0;
  const busy = new BusyAverage(() => now);
  for (let i = 0; i < 50; i += 1) busy.arrive("a");
  now = 60_000;
  for (let i = 0; i < 50; i += 1) busy.leave("a");
  assert.equal(busy.isBusy("a"), true);
  now += 90_000;
  assert.equal(busy.isBusy("a"), false);
});

test("who left the line does not count any more", async () => {
  let now = 0;
  const busy = new BusyAverage(() => now);
  const script = new Script({ total: 4, perWorkspace: 2 }, busy);
  const gone = new AbortController();
  void script.ask("a0");
  void script.ask("a1");
  const left = script.ask("a2", gone.signal);
  gone.abort(new Error("gone"));
  await assert.rejects(left, /gone/u);
  await script.end("a0");
  await script.end("a1");
  now = 60_000;
  assert.equal(busy.isBusy("a"), false);
  void script.ask("b0");
  assert.equal(busy.size, 1, "nothing of it is left");
});

function mockTime(t: TestContext): void {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
}
