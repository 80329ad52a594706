import { operations } from "@hotdata/contract";
import { offsetPage } from "../http/offset-page.ts";
import { empty, json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { type KnownSandboxes, requestedSandboxId } from "../sandboxes/requested-sandbox.ts";
import { createdOf, detailOf, summaryOf, updatedOf, versionSummaryOf } from "./dataset-models.ts";
import type { DatasetService } from "./dataset-service.ts";

export interface DatasetRouteParts {
  readonly datasets: DatasetService;
  readonly sandboxes: KnownSandboxes;
}

export function datasetRoutes(parts: DatasetRouteParts): Route[] {
  return [createRoute(parts), ...readingRoutes(parts), ...changingRoutes(parts)];
}

function createRoute({ datasets, sandboxes }: DatasetRouteParts): Route {
  return route(operations.create_dataset, async ({ headers, body: request, context }) => {
    const { workspaceId, signal } = context;
    const databaseId = headers["x-database-id"];
    const schema = (await requestedSandboxId(sandboxes, workspaceId, headers)) ?? "main";
    const dataset = await datasets.create({ workspaceId, schema, databaseId, request }, signal);
    return json(201, createdOf(dataset));
  });
}

function readingRoutes({ datasets }: DatasetRouteParts): Route[] {
  return [
    route(operations.list_datasets, async ({ query, context }) => {
      const found = await datasets.list(context.workspaceId, query);
      const { items, ...page } = offsetPage(found, query);
      return json(200, { datasets: items.map(summaryOf), ...page });
    }),
    route(operations.get_dataset, async ({ params, context }) =>
      json(200, detailOf(await datasets.get(context.workspaceId, params.id))),
    ),
    route(operations.list_dataset_versions, async ({ params, query, context }) => {
      const found = await datasets.listVersions(context.workspaceId, params.id, query);
      const { items, ...page } = offsetPage(found, query);
      return json(200, { dataset_id: params.id, versions: items.map(versionSummaryOf), ...page });
    }),
  ];
}

function changingRoutes({ datasets }: DatasetRouteParts): Route[] {
  return [
    route(operations.update_dataset, async ({ params, body, context }) => {
      const { label, table_name: table, pinned_version: pinnedVersion } = body;
      const changes = { label, table, pinnedVersion };
      return json(200, updatedOf(await datasets.update(context.workspaceId, params.id, changes)));
    }),
    route(operations.delete_dataset, async ({ params, context }) => {
      await datasets.delete(context.workspaceId, params.id);
      return empty(204);
    }),
  ];
}
