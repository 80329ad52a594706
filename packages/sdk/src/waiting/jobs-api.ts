import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions } from "../core/operation.ts";
import { JobsApi as GeneratedJobsApi } from "../generated/jobs-api.ts";
import type { JobStatusResponse } from "../generated/models.ts";
import { poll } from "./poll.ts";

const UNFINISHED: ReadonlySet<string> = new Set(["pending", "running"]);

/** Background jobs. */
export class JobsApi extends GeneratedJobsApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    super(client);
    this.#client = client;
  }

  /**
   * Waits until a job has ended, and returns it as it is then. A job that failed is no error here:
   * look at its `status`, and at `errorMessage` for the reason.
   *
   * @param id - Job id.
   * @param options - `timeoutMs` limits the whole wait, by default to the client's `timeoutMs`;
   *   the job goes on when the wait ends early.
   * @throws TimeoutError when the job has not ended in time.
   * @throws ApiException when there is no such job (404).
   */
  wait(id: string, options: CallOptions = {}): Promise<JobStatusResponse> {
    return poll(
      this.#client,
      {
        name: `waiting for job ${id}`,
        read: (call) => this.getJob(id, call),
        isOver: ({ status }) => !UNFINISHED.has(status),
      },
      options,
    );
  }
}
