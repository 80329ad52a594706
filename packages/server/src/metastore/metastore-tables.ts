import type { AuditTables } from "./tables/audit-tables.ts";
import type { ConnectionTables } from "./tables/connection-tables.ts";
import type { CopyTables } from "./tables/copy-tables.ts";
import type { DatabaseTables } from "./tables/database-tables.ts";
import type { DatasetTables } from "./tables/dataset-tables.ts";
import type { EmbeddingProviderTables } from "./tables/embedding-provider-tables.ts";
import type { IndexTables } from "./tables/index-tables.ts";
import type { JobTables } from "./tables/job-tables.ts";
import type { KeyTables } from "./tables/key-tables.ts";
import type { LimitTables } from "./tables/limit-tables.ts";
import type { LoadTables } from "./tables/load-tables.ts";
import type { ProfileTables } from "./tables/profile-tables.ts";
import type { QueryTables } from "./tables/query-tables.ts";
import type { SandboxTables } from "./tables/sandbox-tables.ts";
import type { SavedQueryTables } from "./tables/saved-query-tables.ts";
import type { SecretTables } from "./tables/secret-tables.ts";
import type { SettingTables } from "./tables/setting-tables.ts";
import type { UploadTables } from "./tables/upload-tables.ts";
import type { WorkspaceTables } from "./tables/workspace-tables.ts";

/** Every table of the metastore, by name. One file in `tables/` for each group. */
export interface MetastoreTables
  extends
    WorkspaceTables,
    KeyTables,
    SettingTables,
    SecretTables,
    AuditTables,
    EmbeddingProviderTables,
    ConnectionTables,
    CopyTables,
    DatabaseTables,
    DatasetTables,
    IndexTables,
    UploadTables,
    ProfileTables,
    QueryTables,
    SandboxTables,
    SavedQueryTables,
    LimitTables,
    LoadTables,
    JobTables {}
