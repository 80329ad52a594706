/** What all checks of restored servers together found. */
export class BackupTally {
  backups = 0;
  acknowledgedRows = 0;
  presentRows = 0;
  half = 0;
  results = 0;
  equalResults = 0;
  datasets = 0;
  equalDatasets = 0;
  keys = 0;
  equalKeys = 0;
  secrets = 0;
  equalSecrets = 0;
  longestPauseMs = 0;
  readonly problems: string[] = [];

  get isGood(): boolean {
    return (
      this.problems.length === 0 &&
      this.half === 0 &&
      this.backups > 0 &&
      isAll(this.presentRows, this.acknowledgedRows) &&
      isAll(this.equalResults, this.results) &&
      isAll(this.equalDatasets, this.datasets) &&
      isAll(this.equalKeys, this.keys) &&
      isAll(this.equalSecrets, this.secrets)
    );
  }

  get text(): string {
    return [
      `backups ${this.backups}`,
      `acknowledged rows present ${this.presentRows} of ${this.acknowledgedRows}`,
      `half ${this.half}`,
      `results equal ${this.equalResults} of ${this.results}`,
      `datasets equal ${this.equalDatasets} of ${this.datasets}`,
      `keys equal ${this.equalKeys} of ${this.keys}`,
      `secrets equal ${this.equalSecrets} of ${this.secrets}`,
      `longest pause ${this.longestPauseMs} ms`,
    ].join(", ");
  }
}

/** Nothing at all would be no test. */
function isAll(found: number, expected: number): boolean {
  return expected > 0 && found === expected;
}
