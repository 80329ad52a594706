import { z } from "zod";

export const JobStatus = z
  .enum(["pending", "running", "succeeded", "partially_succeeded", "failed"])
  .meta({ id: "JobStatus", description: "State of a background job." });
export type JobStatus = z.infer<typeof JobStatus>;

export const SubmitJobResponse = z
  .object({
    id: z.string().describe("Job id."),
    status: JobStatus.describe("State of the job when the answer was written."),
    status_url: z.string().describe("Path to poll for the outcome."),
  })
  .meta({ id: "SubmitJobResponse", description: "Work that goes on in the background." });
export type SubmitJobResponse = z.infer<typeof SubmitJobResponse>;
