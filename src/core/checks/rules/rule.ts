import type { RawArguments } from "../../arguments/cronArguments";
import type { Finding } from "../../finding/finding";
import type { ScheduleDialect } from "../../schedule/scheduleDialect";
import type { ServerIdentity } from "../../server/serverVersion";
import type { TextAt } from "../texts";

/** What a rule may know besides the spec itself. */
export interface CheckOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Runs closer together than this are worth a warning. */
  readonly minimumMinutes: number;
  /** The chosen server; rules about products and versions are silent without it. */
  readonly server?: ServerIdentity;
  /** How the chosen server reads the schedule; absent: as the Agent Server. */
  readonly dialect?: ScheduleDialect;
  /** The chosen server is on this computer, as a development server is. */
  readonly onLoopback?: boolean;
  /** Whether an environment variable has a value where the file would be submitted; absent where nobody may look. */
  readonly hasEnvironment?: (name: string) => boolean;
}

/**
 * Looks at a spec for one kind of mistake. It meets values of any type, and leaves those alone that another rule
 * finds to be of the wrong one. `texts` are those of the spec, walked through once for all rules.
 */
export type Rule = (spec: RawArguments, options: CheckOptions, texts: readonly TextAt[]) => readonly Finding[];
