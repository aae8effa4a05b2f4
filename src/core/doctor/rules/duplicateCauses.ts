import { sameJson } from "../../base/sameJson";
import { cronToArguments } from "../../compare/cronToArguments";
import { healthTexts } from "../../health/healthTexts";
import type { JudgedCron } from "../../known/readHealths";
import type { Cron } from "../../server/cron";
import { specName } from "../../server/stored/specName";
import { cause, namesOf, remedy, said, shortId } from "../cause";
import type { Diagnosis } from "../diagnosis";
import { doctorTexts } from "../doctorTexts";

/** Crons that are on and do the same as others that are: under the same name, or with the same arguments. */
export function duplicateCauses({
  crons,
}: {
  readonly crons: readonly Pick<JudgedCron, "cron">[];
}): readonly Diagnosis[] {
  const enabled = crons.map(({ cron }) => cron).filter((cron) => cron.enabled);
  const named = groupsOf(enabled, specName).flatMap((group) => group.map((cron) => namesakeCause(cron, group)));
  const told = new Set(named.map(({ cronId }) => cronId));
  const twins = groupsOf(enabled, placeOf).flatMap((group) =>
    group.flatMap((cron) => (told.has(cron.cron_id) ? [] : twinCause(cron, group))),
  );
  return [...named, ...twins];
}

function namesakeCause(cron: Cron, group: readonly Cron[]): Diagnosis {
  const others = group.filter((other) => other !== cron);
  const text = others.length === 1 ? healthTexts.duplicate : healthTexts.duplicateSeveral;
  const crons = { kind: "names", names: others.map(({ cron_id }) => shortId(cron_id)) } as const;
  const evidence = [said(doctorTexts.duplicateEvidence, { name: specName(cron) ?? "", crons })];
  return cause("duplicate", "error", cron, said(text, { count: others.length }), {
    evidence,
    remedies: remediesOf(cron),
  });
}

function twinCause(cron: Cron, group: readonly Cron[]): readonly Diagnosis[] {
  const twins = group.filter((other) => other !== cron && isTwin(cron, other));
  if (twins.length === 0) return [];
  const evidence = [said(doctorTexts.twinEvidence, { crons: namesOf(twins) })];
  return [cause("twin", "warning", cron, said(doctorTexts.twin), { evidence, remedies: remediesOf(cron) })];
}

function remediesOf(cron: Cron) {
  return [remedy("pause", cron), remedy("delete", cron)];
}

/** Only those whose arguments are known can be compared. */
function placeOf({ assistant_id, payload, schedule, thread_id, timezone }: Cron): string | undefined {
  return payload === undefined ? undefined : JSON.stringify([thread_id, assistant_id, schedule, timezone]);
}

function isTwin(one: Cron, other: Cron): boolean {
  return sameJson(withoutMetadata(one), withoutMetadata(other));
}

function withoutMetadata(cron: Cron) {
  const { metadata: _metadata, ...rest } = cronToArguments(cron).arguments;
  return rest;
}

/** Those with a common key, if there are several. */
function groupsOf(crons: readonly Cron[], keyOf: (cron: Cron) => string | undefined): readonly (readonly Cron[])[] {
  const groups = new Map<string, Cron[]>();
  for (const cron of crons) {
    const key = keyOf(cron);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), cron]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}
