import type { CheckOptions } from "../checks/checkArguments";
import { findCrons } from "../lifecycle/onServer/findCrons";
import { checkDrafts } from "../lifecycle/prepare/checkDrafts";
import { serverOpinion } from "../lifecycle/prepare/serverOpinion";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import { isLoopback } from "../server/address/serverUrl";
import type { AgentServer } from "../server/agentServer";
import { capabilitiesOf } from "../server/capabilities";
import type { Cron, ServerInfo } from "../server/cron";
import { refuseWithoutCrons } from "../server/refuseWithoutCrons";
import { planCrons } from "./planCrons";
import type { PlanDraft, PlannedChange } from "./plannedChange";
import { type PlannedPrune, type PruneFacts, planPrune } from "./planPrune";

export interface PlanSpecsOptions<Draft extends PlanDraft> {
  readonly drafts: readonly Draft[];
  readonly server: AgentServer;
  readonly url: string;
  /** See `Ownership`. */
  readonly set?: string | null;
  /** undefined: crons without a spec are left alone. */
  readonly prune?: Pick<PruneFacts, "set" | "names" | "graceMilliseconds"> | undefined;
  /** `now`: runs are counted from here. */
  readonly check: Pick<CheckOptions, "now" | "minimumMinutes" | "hasEnvironment">;
  readonly dialectOf: (info: ServerInfo) => ScheduleDialect;
}

/** What specs would change on a server. */
export interface SpecsPlan<Draft extends PlanDraft> {
  readonly version: string;
  readonly dialect: ScheduleDialect;
  /** All crons of the server, as they were. */
  readonly crons: readonly Cron[];
  /** In the order of the drafts. */
  readonly changes: readonly PlannedChange<Draft>[];
  readonly prunes: readonly PlannedPrune[];
}

/** Checks all specs and compares them with the server, in as few requests as that takes. Throws `ServerFailure`. */
export async function planSpecs<Draft extends PlanDraft>(options: PlanSpecsOptions<Draft>): Promise<SpecsPlan<Draft>> {
  const { check, dialectOf, drafts, prune, server, set, url } = options;
  const info = await server.info();
  refuseWithoutCrons(info);
  const dialect = dialectOf(info);
  const [checked, crons] = await Promise.all([
    checkDrafts({
      drafts,
      check: { ...check, dialect, server: info, onLoopback: isLoopback(url) },
      askServer: (raws) => serverOpinion(server, info, raws),
    }),
    findCrons(server, {}),
  ]);
  const known = { crons, capabilities: capabilitiesOf(info), dialect, now: check.now };
  const changes = await planCrons(checked, { ...known, ...(set === undefined ? {} : { set }) });
  const prunes = prune === undefined ? [] : await planPrune({ ...known, ...prune });
  return { version: info.version, dialect, crons, changes, prunes };
}
