import type { Connection } from "../../platform/servers/connections/connection";
import type { ReportTone } from "../../protocol/report";
import type { PageOutcome } from "./applyRows";
import { isDoable, type PageRow } from "./pageRow";
import type { PagePlan } from "./readPagePlan";

export interface PlanNotice {
  readonly tone: ReportTone;
  readonly text: string;
}

export interface PlanView {
  readonly connection: Connection;
  readonly title: string;
  readonly plan: PagePlan;
  /** What the user has left out. */
  readonly leftOut: ReadonlySet<PageRow>;
  readonly outcomes: ReadonlyMap<PageRow, PageOutcome>;
  readonly phase: "planned" | "reading" | "applying" | "applied";
  readonly notice: PlanNotice | undefined;
  /** So many changes are told. */
  readonly mostRows: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What an apply would do now. */
export function includedRows({ leftOut, plan }: Pick<PlanView, "leftOut" | "plan">): readonly PageRow[] {
  if (plan.isBlocked) return [];
  return plan.rows.filter((row) => isDoable(row) && !leftOut.has(row));
}
