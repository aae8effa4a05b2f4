import type { Arrangement } from "./arrangeCrons";

/** A row that is drawn again, with all rows below it. */
export type RedrawnRow =
  | { readonly kind: "connection" }
  | { readonly kind: "group"; readonly key: string }
  | { readonly kind: "cron"; readonly cronId: string };

/**
 * The fewest rows of a connection that have to be drawn again after these crons have changed: a cron's own row, if it
 * stays where it is; otherwise the rows above its old and its new place. `isWhole`: groups show what their crons have in
 * common, so each changes with its crons.
 */
export function redrawnRows(
  before: Arrangement,
  after: Arrangement,
  changed: readonly string[],
  isWhole: boolean,
): readonly RedrawnRow[] {
  const groups = new Set<string>();
  const rows: { readonly cronId: string; readonly group: string | undefined }[] = [];
  for (const cronId of changed) {
    const [was, is] = [before.places.get(cronId), after.places.get(cronId)];
    if (was === undefined && is === undefined) continue;
    const stays = was?.group === is?.group && was?.needsAttention === is?.needsAttention;
    if (stays && (is?.group === undefined || !isWhole)) {
      rows.push({ cronId, group: is?.group });
      continue;
    }
    for (const place of [was, is]) {
      if (place === undefined) continue;
      if (place.group === undefined) return [{ kind: "connection" }];
      groups.add(place.group);
    }
  }
  // A group that is new or empty now is a row more or less below the connection.
  if ([...groups].some((key) => before.groups.has(key) !== after.groups.has(key))) return [{ kind: "connection" }];
  return [
    ...[...groups].map((key): RedrawnRow => ({ kind: "group", key })),
    ...rows
      .filter(({ group }) => group === undefined || !groups.has(group))
      .map(({ cronId }): RedrawnRow => ({ kind: "cron", cronId })),
  ];
}
