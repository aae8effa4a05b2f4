import type { JsonObject } from "../../base/json";

/** What another product says of a cron that it manages. */
export interface ManagedCron {
  /** `deploy`: its next deploy deletes the cron and makes it again. `runtime`: an agent has made it. */
  readonly by: "deploy" | "runtime" | "unknown";
  readonly owner: string | undefined;
}

/** The mark of Managed Deep Agents (`managed-deepagents` 0.9.5); undefined for all other crons. */
export function managedCron(metadata: JsonObject): ManagedCron | undefined {
  const { mda_managed: isManaged, mda_managed_by: by, mda_schedule_owner: owner } = metadata;
  if (isManaged === undefined || isManaged === null || isManaged === false || isManaged === "false") return undefined;
  return {
    by: by === "deploy" || by === "runtime" ? by : "unknown",
    owner: typeof owner === "string" && owner !== "" ? owner : undefined,
  };
}
