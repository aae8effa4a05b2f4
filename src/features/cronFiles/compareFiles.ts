import type { RawArguments } from "../../core/arguments/cronArguments";
import { specState } from "../../core/compare/specState";
import { keptFirst } from "../../core/lifecycle/onServer/findCrons";
import type { Cron } from "../../core/server/cron";
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
  readonly named: (name: string) => readonly Cron[];
}

export interface CompareOptions {
  /** undefined: nothing is known of a server. */
  readonly known: KnownCrons | undefined;
  /** What a spec's arguments are there. */
  readonly asThere: (raw: RawArguments, name: string) => RawArguments;
  readonly hasError: (raw: RawArguments) => boolean;
  /** Names of other files whose crons are on the same server. */
  readonly others: ReadonlySet<string>;
}

const no = { names: [], cronId: undefined } as const;

/** Compares spec files with what is known; asks nothing. Pauses after each spec. */
export function* compareFiles(
  files: ReadonlyMap<string, SpecFile>,
  { asThere, hasError, known, others }: CompareOptions,
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
      rows.push(isWrong ? { ...no, ...at, standing: "error" } : { ...at, ...standOf(raw, named, known) });
      unread.push(...named.filter(({ payload }) => payload === undefined));
      yield;
    }
  }
  const isElsewhere = (cron: Cron) => !here.has(specName(cron) ?? "") && !others.has(specName(cron) ?? "");
  return { rows, onlyOnServer: known?.crons.filter(isElsewhere) ?? [], unread };
}

function standOf(
  raw: RawArguments,
  named: readonly Cron[],
  known: KnownCrons | undefined,
): Pick<SpecRow, "standing" | "names" | "cronId"> {
  const [first] = named;
  if (first === undefined) return { ...no, standing: known?.isComplete === true ? "notSubmitted" : "unknown" };
  if (named.filter(({ enabled }) => enabled).length <= 1 && named.some(({ payload }) => payload === undefined)) {
    return { names: [], cronId: first.cron_id, standing: "unknown" };
  }
  const state = specState(
    raw,
    named.map((cron) => ({ cron, changedOnServer: false })),
  );
  const standing = state.kind === "unreadable" ? "error" : state.kind;
  return { names: state.kind === "differs" ? state.names : [], cronId: first.cron_id, standing };
}
