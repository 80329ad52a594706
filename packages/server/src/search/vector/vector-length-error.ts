/** The vectors of one column have to be of one length: nothing else can be compared. */
export class VectorLengthError extends Error {
  override readonly name = "VectorLengthError";
  /** Position of the row in its data file. */
  readonly row: number;
  readonly length: number;
  readonly expectedLength: number;

  constructor(row: number, length: number, expectedLength: number) {
    super(
      `the vector of row ${row} has ${length} numbers, those before it have ${expectedLength}; ` +
        `all vectors of an indexed column have to be of one length`,
    );
    this.row = row;
    this.length = length;
    this.expectedLength = expectedLength;
  }
}
