/** Tells whether a name fits a pattern in which `%` stands for any characters; case is ignored. */
export function matchesPattern(name: string, pattern: string): boolean {
  const text = name.toLowerCase();
  const [start = "", ...rest] = pattern.toLowerCase().split("%");
  const end = rest.pop();
  if (end === undefined) return text === start;
  if (!text.startsWith(start)) return false;
  // Each piece where it occurs first: no other choice could leave more room for those after it.
  let position = start.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, position);
    if (found === -1) return false;
    position = found + piece.length;
  }
  return text.length - end.length >= position && text.endsWith(end);
}
