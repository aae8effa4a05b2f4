import type { RawArguments } from "../../core/arguments/cronArguments";
import { differenceNames, specState, type WantedCron } from "../../core/compare/specState";
import { keptFirst } from "../../core/lifecycle/onServer/findCrons";
import { isLikeLeftover } from "../../core/lifecycle/onServer/isLikeLeftover";
import type { Cron } from "../../core/server/cron";
import { ofAnotherSet } from "../../core/server/stored/ownership";
import { specName } from "../../core/server/stored/specName";
import type { SpecFile } from "../../core/specFile/parseSpecFile";
import type { SpecRow } from "../../platform/app/fileNode";

export interface ComparedFiles {
  /** In the order of the files, and of their texts. */
  readonly rows: readonly SpecRow[];
  /** Crons of which no file here has the name. */
  readonly onlyOnServer: readonly Cron[];
  /** Crons with a name from here of which too little is known to compare them. */
  readonly unread: readonly Cron[];
}

/** What is known of a server. */
export interface KnownCrons {
  readonly crons: readonly Cron[];
  readonly isComplete: boolean;
  /** See `Capabilities`. */
  readonly patches: boolean;
  readonly named: (name: string) => readonly Cron[];
}

export interface CompareOptions {
  /** undefined: nothing is known of a server. */
  readonly known: KnownCrons | undefined;
  /** What a spec's arguments are there. */
  readonly asThere: (raw: RawArguments, name: string) => RawArguments;
  /** The set of the environment; see `SpecThere`. */
  readonly set?: string | null | undefined;
  readonly hasError: (raw: RawArguments) => boolean;
  /** Names of other files whose crons are on the same server. */
  readonly others: ReadonlySet<string>;
}

const no = { names: [], cronId: undefined, inSet: undefined } as const;

/** Compares spec files with what is known; asks nothing. Pauses after each spec. */
export function* compareFiles(
  files: ReadonlyMap<string, SpecFile>,
  { asThere, hasError, known, others, set }: CompareOptions,
): Generator<void, ComparedFiles> {
  const rows: SpecRow[] = [];
  const unread: Cron[] = [];
  const here = new Set<string>();
  for (const [file, { problems, specs }] of files) {
    const isBroken = problems.length > 0;
    if (isBroken) rows.push({ ...no, file, name: specs[0]?.name ?? "", offset: 0, standing: "error" });
    for (const { name } of specs) here.add(name);
    for (const spec of isBroken ? [] : specs) {
      const at = { file, name: spec.name, offset: spec.range.offset };
      const raw = asThere(spec.arguments, spec.name);
      const isWrong = spec.findings.some(({ severity }) => severity === "error") || hasError(raw);
      const named = [...(known?.named(spec.name) ?? [])].sort(keptFirst);
      const ownership = { protect: spec.protect, set };
      const stand = () => standOf({ arguments: raw, ownership }, named, known);
      rows.push(isWrong ? { ...no, ...at, standing: "error" } : { ...at, ...stand() });
      unread.push(...named.filter(({ payload }) => payload === undefined));
      yield;
    }
  }
  const isElsewhere = (cron: Cron) => !here.has(specName(cron) ?? "") && !others.has(specName(cron) ?? "");
  return { rows, onlyOnServer: known?.crons.filter(isElsewhere) ?? [], unread };
}

function standOf(
  wanted: WantedCron,
  named: readonly Cron[],
  known: KnownCrons | undefined,
): Pick<SpecRow, "standing" | "names" | "cronId" | "inSet"> {
  const [first] = named;
  if (known === undefined || first === undefined) {
    return { ...no, standing: known?.isComplete === true ? "notSubmitted" : "unknown" };
  }
  // These are seen without payloads.
  const isInTheWay =
    ofAnotherSet(named, wanted.ownership) !== undefined || named.filter(({ enabled }) => enabled).length > 1;
  if (!isInTheWay && named.some(({ payload }) => payload === undefined)) {
    return { ...no, cronId: first.cron_id, standing: "unknown" };
  }
  const crons = named.map((cron) => ({ cron, isLeftover: isLikeLeftover(cron) }));
  const state = specState(wanted, crons, known);
  return {
    standing: state.kind === "unreadable" ? "error" : state.kind,
    names: state.kind === "differs" ? differenceNames(state) : [],
    cronId: "cron" in state ? state.cron.cron_id : state.kind === "notSubmitted" ? undefined : first.cron_id,
    inSet: "inSet" in state ? state.inSet : undefined,
  };
}
