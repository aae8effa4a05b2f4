import { type History, nameOf, otherName, specName } from "./history";

/**
 * How much is promised in a history. always: never two. atRest: where threads can't be made nothing decides who is the
 * one, and the second look leaves one on in the end; where crons can't be paused the copies of a lost answer are deleted.
 * little: nor that, where both hold, where a process may stop between switching on and its second look, where the server
 * refuses that look or what it would pause, where a clock's jump makes a submit that is under way look like a dead one's, or
 * where a request is carried out after all looks, as a name is that somebody gives by hand, or the locks are lost with
 * the data, or come back minutes later; or where without a lock several specs may take the same cron.
 */
export type Promised = "always" | "atRest" | "little";

export function promisedIn(history: History): Promised {
  const { refusesThreads, version = "0.16.7", machines, faults, losesDataAt } = history;
  const canPause = version === "0.16.7";
  if (losesDataAt !== null && faults.includes("veryLate")) return "little";
  if (!refusesThreads && canPause) return "always";
  if (refusesThreads && (!canPause || hasSeveralNames(history))) return "little";
  const isDisturbed = machines.some(
    ({ actions, jump }) =>
      jump !== null ||
      actions.some(({ action, dieAt, stallAt }) => dieAt !== null || stallAt !== null || action.kind === "name"),
  );
  const isSpoiled = faults.some((fault) => ["veryLate", "refused", "blocked"].includes(fault));
  return isDisturbed || isSpoiled || losesDataAt !== null ? "little" : "atRest";
}

function hasSeveralNames({ machines }: History): boolean {
  const names = machines.flatMap(({ actions }) =>
    actions.flatMap(({ action }) =>
      action.kind === "submit"
        ? [nameOf(action)]
        : action.kind === "rename"
          ? [action.to]
          : action.kind === "apply"
            ? [specName, otherName]
            : [],
    ),
  );
  return new Set(names.filter((name) => name !== null)).size > 1;
}
