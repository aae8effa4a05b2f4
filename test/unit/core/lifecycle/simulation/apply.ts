import { type ApplyOutcome, applyPlan } from "../../../../../src/core/apply/applyPlan";
import { holdNames } from "../../../../../src/core/apply/holdNames";
import { noLease } from "../../../../../src/core/lifecycle/lease/lease";
import { findCrons } from "../../../../../src/core/lifecycle/onServer/findCrons";
import type { SubmitOutcome } from "../../../../../src/core/lifecycle/submission/submission";
import { submitCron } from "../../../../../src/core/lifecycle/submit/submitCron";
import { planCrons } from "../../../../../src/core/plan/planCrons";
import { standardDialect } from "../../../../../src/core/schedule/scheduleDialect";
import { capabilitiesOf } from "../../../../../src/core/server/capabilities";
import { ServerFailure } from "../../../../../src/core/server/problems/serverProblem";
import { type ApplyAction, base, otherName, type SpecName, specName } from "./history";
import { doubtMilliseconds } from "./modelNetwork";
import type { ModelProcess } from "./modelProcess";
import type { World } from "./world";

/** What became of one cron of an apply; undefined: nothing was tried, because it was not as planned or all was stopped. */
export interface Applied {
  readonly name: SpecName;
  readonly submission: string;
  readonly outcome: SubmitOutcome | { readonly kind: "failed"; readonly error: ServerFailure } | undefined;
}

/**
 * Plans two specs and applies them, as a person does, but without the lease of the set: so applies of several sets, which
 * nothing else keeps apart. Throws `ServerFailure`, or the cancel's reason.
 */
export async function apply(
  process: ModelProcess,
  { cancelAfter }: ApplyAction,
  world: World,
  tell: (applied: Applied) => void,
): Promise<void> {
  const { server, journal, clock, title: owner } = process;
  const cancel = cancelAfter === null ? null : new AbortController();
  if (cancelAfter !== null) world.after(cancelAfter, () => cancel?.abort(new Error("cancelled")));
  const aborting = cancel === null ? {} : { signal: cancel.signal };
  const shared = { server, serverKey: "server", journal, clock, owner, doubtMilliseconds, ...aborting };
  const capabilities = capabilitiesOf({ product: "agentServer", version: (await server.info()).version });
  const crons = await findCrons(server, {});
  const drafts = [specName, otherName].map((name) => ({ draft: { name, arguments: { ...base } }, findings: [] }));
  const facts = { crons, capabilities, dialect: standardDialect, set: null, now: clock.now() };
  const changes = (await planCrons(drafts, facts)).filter(({ action }) => !["nothing", "conflict"].includes(action));
  const submissions = new Map<string, string>();
  await applyPlan({
    changes: changes.map((change) => ({ change, ready: { draft: change.draft, arguments: base, secrets: [] } })),
    lease: noLease,
    clock,
    concurrency: 2,
    ...aborting,
    holdNames: (names, beat) =>
      holdNames({ ...shared, names, concurrency: 2, newSubmission: () => world.uuid(), beat }),
    submit: ({ draft: { name } }, { action }, { beat, ...port }) =>
      submitCron({
        ...shared,
        ...port,
        arguments: base,
        name,
        newSubmission: () => {
          const submission = world.uuid();
          submissions.set(name, submission);
          return submission;
        },
        onProgress: beat,
        knownCrons: () => crons,
        confirm: async ({ kind }) => (kind === action || kind === "unsafeServer" ? "yes" : "no"),
      }),
    onOutcome: ({ draft: { name } }, outcome) =>
      tell({ name: name as SpecName, submission: submissions.get(name) ?? "", outcome: toldOf(outcome) }),
  });
}

function toldOf(outcome: ApplyOutcome): Applied["outcome"] {
  if (outcome.kind === "submitted") return outcome.outcome;
  if (outcome.kind !== "refused") return undefined;
  return { kind: "failed", error: new ServerFailure(outcome.problem, { method: "POST", path: "/" }) };
}
