import type { ReadRequest } from "../../connector.ts";
import { partCount } from "../../whole-copy.ts";
import type { AskServer } from "./ask-server.ts";
import { type BlockRange, piecesBeside } from "./block-ranges.ts";
import { isLogged } from "./is-logged.ts";
import { markText, parseMark } from "./part-mark.ts";
import { stillHolds } from "./still-holds.ts";
import { readTableState, type TableState } from "./table-state.ts";

/** How the rows of a table are read, one range of blocks after the other. */
export interface PlannedParts {
  /** None when all parts are kept. */
  readonly ranges: readonly BlockRange[];
  /** See `SourceRead.stillKept`. */
  readonly stillKept: readonly number[];
  /** What the part of a range is told by later. */
  markOf(range: BlockRange, rowCount: number): string;
}

export interface PartsRequest {
  /** In a transaction that keeps the table from being changed. */
  readonly ask: AskServer;
  readonly request: ReadRequest;
  readonly tableSql: string;
  readonly serverState: string;
  readonly partBytes: number;
}

/** Undefined for a table that is read at once. */
export async function planParts(
  parts: PartsRequest,
  signal: AbortSignal,
): Promise<PlannedParts | undefined> {
  const { ask, request, tableSql, serverState } = parts;
  const state = await readTableState(ask, request, serverState);
  if (state === undefined) return undefined;
  const blocksAtOnce = blocksOfPart(state, parts.partBytes);
  if (blocksAtOnce >= state.blocks || !(await isLogged(ask, state.logEnd, signal))) {
    return undefined;
  }
  const kept: BlockRange[] = [];
  const stillKept: number[] = [];
  for (const [place, text] of (request.kept ?? []).entries()) {
    signal.throwIfAborted();
    const mark = parseMark(text);
    if (mark === undefined || !(await stillHolds({ ask, tableSql, state }, mark))) continue;
    kept.push(mark.range);
    stillKept.push(place);
  }
  return {
    ranges: piecesBeside(kept, { blocks: state.blocks, blocksAtOnce }),
    stillKept,
    markOf: (range, rowCount) => {
      const { id: stateId, firstOpenXid } = state;
      return markText({ stateId, range, rowCount, firstOpenXid });
    },
  };
}

function blocksOfPart({ blocks, bytes }: TableState, partBytes: number): number {
  return Math.ceil(blocks / Math.max(partCount(bytes, partBytes), 1));
}
