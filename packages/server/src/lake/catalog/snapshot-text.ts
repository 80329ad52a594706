/** A time as the catalog's snapshots spell it, in UTC. */
export function snapshotTime(time: Date): string {
  return `${time.toISOString().replace("T", " ").replace("Z", "")}+00`;
}

/** Reads a snapshot's time; other programs may have written it in another zone. */
export function parseSnapshotTime(text: string): Date {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?:([+-]\d\d)(?::?(\d\d))?)?/.exec(
    text,
  );
  const [, date, time, hours = "+00", minutes = "00"] = match ?? [];
  const parsed = new Date(`${date}T${time?.slice(0, 12)}${hours}:${minutes}`);
  if (Number.isNaN(parsed.getTime())) throw new Error(`no snapshot time: ${text}`);
  return parsed;
}

/** One entry of a snapshot's list of changes for something new. */
export function createdEntry(what: "schema" | "table", names: readonly string[]): string {
  return `created_${what}:${names.map(quoted).join(".")}`;
}

/** One entry of a snapshot's list of changes for something that has an id. */
export function changeEntry(
  change:
    | "altered_table"
    | "dropped_table"
    | "dropped_schema"
    | "inserted_into_table"
    | "deleted_from_table"
    | "inlined_delete"
    | "merge_adjacent"
    | "rewrite_delete",
  id: number,
): string {
  return `${change}:${id}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
