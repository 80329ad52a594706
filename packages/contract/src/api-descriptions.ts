/** What the operations of each API class are about. A new class is one line here. */
export const API_DESCRIPTIONS: Readonly<Record<string, string>> = {
  AuditApi: "Who changed keys and secrets, and who deleted what.",
  AuthApi: "Access tokens for clients that do not send the API key itself.",
  ConnectionsApi:
    "Connections to outside sources, and managed tables by the connection of their catalog.",
  ConnectionTypesApi: "Kinds of sources that connections can have, and what each has to be told.",
  DatabaseContextApi: "Named texts that are kept with a database.",
  DatabasesApi:
    "Databases with their schemas and tables: loads, forks, snapshots, attached catalogs, many at once.",
  DatasetsApi: "Tables of files and queries that belong to no database, with versions.",
  EmbeddingProvidersApi: "Services that turn text into vectors, and the keys for them.",
  HealthApi: "Whether the server is up.",
  IndexesApi: "Indexes for searching text and vectors.",
  InformationSchemaApi: "Tables and columns that queries can name.",
  JobsApi: "Work that goes on in the background.",
  KeysApi: "API keys: how far each reaches, until when, and how often it may call.",
  QueryApi: "Running SQL.",
  QueryRunsApi: "The history of queries: what was run, by whom, and how it ended.",
  RefreshApi: "Reading sources again.",
  ResultsApi: "Stored results of queries.",
  SandboxesApi: "Scratch spaces within a workspace, with notes and data of their own.",
  SavedQueriesApi: "Queries with a name and versions.",
  SecretsApi:
    "Passwords and keys that other parts of the platform use; their values never come back.",
  UploadsApi: "Files to load, sent at once or in parts.",
  UsageApi: "What a workspace queried, and what it holds.",
  WorkspaceContextApi: "Named texts that are kept with a workspace.",
  WorkspacesApi: "Workspaces, their limits and what they hold.",
};
