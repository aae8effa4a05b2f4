import { groupedBy } from "../base/groupedBy";
import type { JsonObject } from "../base/json";
import { equalsCron } from "../compare/equalsCron";
import { exportCron } from "../compare/exportCron";
import { type Difference, differenceNames, specState } from "../compare/specState";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { Assistant, Cron } from "../server/cron";
import { exportNames, usableName } from "../specFile/exportNames";
import type { Spec } from "../specFile/parseSpecFile";
import { type LeftOut, leftOut, type PullOptions } from "./leftOut";

/** A spec that is in the folder already. */
export interface ThereSpec {
  readonly spec: Spec;
}

/** What is to be done for one cron, so that the folder has a spec for it. */
export type PullStep<There extends ThereSpec> = { readonly cron: Cron } & (
  | {
      readonly kind: "new";
      readonly name: string;
      /** The new file, without folders. */
      readonly file: string;
      /** The cron has no such name yet. */
      readonly isUnnamed: boolean;
      readonly spec: JsonObject;
    }
  | {
      readonly kind: "there";
      readonly name: string;
      readonly there: There;
      readonly isUnnamed: boolean;
      /** Empty: it is in sync. undefined: the spec has errors, so it can't be compared. */
      readonly differs: readonly Difference[] | undefined;
    }
  | { readonly kind: "left"; readonly because: LeftOut }
);

export interface PullFacts<There extends ThereSpec> extends PullOptions {
  readonly assistants: readonly Assistant[];
  readonly dialect: ScheduleDialect;
  /** All specs in the folder and below. */
  readonly there: readonly There[];
  /** The names of the files in the folder itself. */
  readonly files: readonly string[];
  /** Default: all. */
  readonly isWanted: (cron: Cron) => boolean;
}

/**
 * What a pull does for each cron that is wanted. `crons`: all of a server with their payloads, in the order of
 * `findCrons`. A cron without a name belongs to the spec that equals it, if no other cron has that spec's name.
 */
export async function planPull<There extends ThereSpec>(
  crons: readonly Cron[],
  facts: PullFacts<There>,
): Promise<readonly PullStep<There>[]> {
  const left = await leftOut(crons, facts);
  const wanted = crons.filter(facts.isWanted);
  const taken = wanted.filter(({ cron_id }) => !left.has(cron_id));
  const specs = new SpecsThere(facts.there, new Set(crons.flatMap((cron) => usableName(cron) ?? [])));
  const there = new Map(taken.map((cron) => [cron.cron_id, specs.of(cron)]));
  const names = exportNames(
    taken.filter(({ cron_id }) => there.get(cron_id) === undefined),
    { ...facts, taken: [...specs.names, ...crons.flatMap((cron) => usableName(cron) ?? [])] },
  );
  return wanted.map((cron): PullStep<There> => {
    const because = left.get(cron.cron_id);
    const found = there.get(cron.cron_id);
    const isUnnamed = usableName(cron) === undefined;
    if (because !== undefined) return { kind: "left", cron, because };
    if (found !== undefined) {
      const { name } = found.spec;
      return { kind: "there", cron, name, there: found, isUnnamed, differs: differing(found.spec, cron) };
    }
    const spec = exportCron(cron, facts.assistants);
    const named = names.get(cron.cron_id);
    if (!spec.ok || named === undefined) return { kind: "left", cron, because: "placeholderText" };
    return { kind: "new", cron, name: named.name, file: named.file, isUnnamed, spec: spec.value };
  });
}

/** Not in which set it is: no file says that. */
function differing({ arguments: raw, protect }: Spec, cron: Cron): readonly Difference[] | undefined {
  const state = specState({ arguments: raw, ownership: { protect } }, [{ cron }], { patches: true });
  if (state.kind === "differs") return differenceNames(state);
  return state.kind === "inSync" ? [] : undefined;
}

/** The specs of the folder; each is found for one cron at most. */
class SpecsThere<There extends ThereSpec> {
  private readonly byName = new Map<string, There>();
  private readonly bySchedule: ReadonlyMap<unknown, There[]>;

  constructor(there: readonly There[], onServer: ReadonlySet<string>) {
    for (const each of there) if (!this.byName.has(each.spec.name)) this.byName.set(each.spec.name, each);
    const free = [...this.byName.values()].filter(({ spec }) => !onServer.has(spec.name));
    this.bySchedule = groupedBy(free, ({ spec }) => spec.arguments.schedule);
  }

  get names(): Iterable<string> {
    return this.byName.keys();
  }

  of(cron: Cron): There | undefined {
    const name = usableName(cron);
    if (name !== undefined) return this.byName.get(name);
    const candidates = this.bySchedule.get(cron.schedule) ?? [];
    const at = candidates.findIndex(({ spec }) => equalsCron(spec.arguments, cron));
    return at < 0 ? undefined : candidates.splice(at, 1)[0];
  }
}
