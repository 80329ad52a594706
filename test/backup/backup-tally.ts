/** What all checks of restored servers together found. */
export class BackupTally {
  backups = 0;
  acknowledgedRows = 0;
  presentRows = 0;
  half = 0;
  results = 0;
  equalResults = 0;
  longestPauseMs = 0;
  readonly problems: string[] = [];

  get isGood(): boolean {
    return (
      this.problems.length === 0 &&
      this.half === 0 &&
      this.backups > 0 &&
      this.acknowledgedRows > 0 &&
      this.presentRows === this.acknowledgedRows &&
      this.results > 0 &&
      this.equalResults === this.results
    );
  }

  get text(): string {
    return [
      `backups ${this.backups}`,
      `acknowledged rows present ${this.presentRows} of ${this.acknowledgedRows}`,
      `half ${this.half}`,
      `results equal ${this.equalResults} of ${this.results}`,
      `longest pause ${this.longestPauseMs} ms`,
    ].join(", ");
  }
}
