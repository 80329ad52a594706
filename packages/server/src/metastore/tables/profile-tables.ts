export interface TableProfilesTable {
  database_id: string;
  /** In lower case, like the table's name. */
  schema_name: string;
  table_name: string;
  /** Of the table's rows and columns; another one when they change. */
  version: string;
  profile_json: string;
}

export interface ProfileTables {
  table_profiles: TableProfilesTable;
}
