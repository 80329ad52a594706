/**
 * Names for the columns of a table: SQL results may have one name twice, tables may not, in any
 * case. The first keeps its name, later ones get `_1`, `_2`, …, whichever is free.
 */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const reserved = new Set(names.map(fold));
  return names.map((name) => {
    let unique = name;
    for (let count = 1; taken.has(fold(unique)); count += 1) {
      const candidate = `${name}_${count}`;
      // A name that another column has by itself stays with that one.
      if (!reserved.has(fold(candidate))) unique = candidate;
    }
    taken.add(fold(unique));
    return unique;
  });
}

function fold(name: string): string {
  return name.toLowerCase();
}
