import type { RawArguments } from "../../arguments/cronArguments";
import type { Finding } from "../../finding/finding";
import type { ScheduleDialect } from "../../schedule/scheduleDialect";
import type { ServerIdentity } from "../../server/serverVersion";
import type { TextAt } from "../texts";

/** What a rule can use besides the spec itself. */
export interface CheckOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Runs closer together than this get a warning. */
  readonly minimumMinutes: number;
  /** The chosen server; without it, rules about products and versions report nothing. */
  readonly server?: ServerIdentity;
  /** How the chosen server reads the schedule; absent means like the Agent Server. */
  readonly dialect?: ScheduleDialect;
  /** Whether the chosen server is on this computer, as a development server is. */
  readonly onLoopback?: boolean;
  /** Whether an environment variable has a value where the file would be submitted; absent if that can't be checked. */
  readonly hasEnvironment?: (name: string) => boolean;
}

/**
 * Checks a spec for one kind of mistake. Values can have any type; those of a wrong type are left to the rule that
 * reports them. `texts` are the spec's texts, collected once for all rules.
 */
export type Rule = (spec: RawArguments, options: CheckOptions, texts: readonly TextAt[]) => readonly Finding[];
