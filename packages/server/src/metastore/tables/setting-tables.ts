export interface SettingTables {
  /** Facts about this installation that must outlive a restart, e.g. signing secrets. */
  settings: {
    name: string;
    value: string;
  };
}
