import type { CompactionRules } from "../lake-upkeep.ts";
import type { LiveFile } from "./live-files.ts";

/** Files below this size are the smallest class; each further class is so many times larger. */
const SMALLEST_CLASS_BYTES = 1024 ** 2;
const CLASS_FACTOR = 8;
/** More files are merged in several turns. */
const MAX_FILES = 1000;
/** A file that has lost this part of its rows is written anew. */
const MAX_DELETED_SHARE = 0.25;

/**
 * Finds neighbouring files that should become one, or a single one with many deleted rows.
 *
 * Files are merged with others of their class of size only, and with smaller ones between them: so a
 * row is written again once for each class and not with every small load.
 *
 * @param files of one table, in the order of their rows
 */
export function chooseFiles(
  files: readonly LiveFile[],
  rules: CompactionRules,
): readonly LiveFile[] {
  const groups = [...Map.groupBy(files, ({ partition }) => partition).values()];
  for (const { limitBytes, fromBytes, minFiles } of sizeClasses(rules)) {
    for (const group of groups) {
      for (const run of runsBelow(group, limitBytes)) {
        const count = run.filter(({ sizeBytes }) => sizeBytes >= fromBytes).length;
        const chosen = count < minFiles ? [] : firstFitting(run, rules.targetFileBytes);
        if (chosen.length > 1) return chosen;
      }
    }
  }
  const worn = files.find(
    ({ rowCount, liveRowCount }) => rowCount - liveRowCount > rowCount * MAX_DELETED_SHARE,
  );
  return worn === undefined ? [] : [worn];
}

interface SizeClass {
  readonly fromBytes: number;
  readonly limitBytes: number;
  readonly minFiles: number;
}

function sizeClasses({ minFiles, targetFileBytes }: CompactionRules): SizeClass[] {
  const classes: SizeClass[] = [];
  for (let fromBytes = 0; fromBytes < targetFileBytes / 2;) {
    const next = fromBytes === 0 ? SMALLEST_CLASS_BYTES : fromBytes * CLASS_FACTOR;
    // What is half as large as the target stays as it is.
    const limitBytes = Math.min(next, targetFileBytes / 2);
    classes.push({ fromBytes, limitBytes, minFiles: fromBytes === 0 ? minFiles : CLASS_FACTOR });
    fromBytes = next;
  }
  return classes;
}

/** Longest stretches of files that are all smaller. */
function runsBelow(files: readonly LiveFile[], limitBytes: number): LiveFile[][] {
  const runs: LiveFile[][] = [[]];
  for (const file of files) {
    if (file.sizeBytes < limitBytes) runs.at(-1)?.push(file);
    else runs.push([]);
  }
  return runs;
}

/** As many of the first files as one file may hold. */
function firstFitting(run: readonly LiveFile[], targetFileBytes: number): LiveFile[] {
  let sizeBytes = 0;
  const end = run.findIndex((file, index) => {
    sizeBytes += file.sizeBytes;
    return index === MAX_FILES || sizeBytes > targetFileBytes;
  });
  return end < 0 ? [...run] : run.slice(0, end);
}
