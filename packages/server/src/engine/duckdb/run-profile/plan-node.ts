/** An object of the engine's plan, whose fields are read as what they have to be. */
export class PlanNode {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    if (typeof value !== "object" || value === null) throw notPlanned("a node");
    this.#fields = Object.fromEntries(Object.entries(value));
  }

  get children(): readonly PlanNode[] {
    const children = this.#fields["children"];
    if (!Array.isArray(children)) throw notPlanned("children");
    return children.map((child: unknown) => new PlanNode(child));
  }

  get onlyChild(): PlanNode {
    const [child, ...others] = this.children;
    if (child === undefined || others.length > 0) throw notPlanned("one child");
    return child;
  }

  /** What the engine tells of an operator, by name. */
  get info(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(Object(this.#fields["extra_info"])));
  }

  text(name: string): string {
    const text = this.#fields[name];
    if (typeof text !== "string") throw notPlanned(name);
    return text;
  }

  number(name: string): number {
    const number = this.#fields[name];
    if (typeof number !== "number") throw notPlanned(name);
    return number;
  }
}

function notPlanned(what: string): Error {
  return new Error(`the engine's plan has no ${what} where it should`);
}
