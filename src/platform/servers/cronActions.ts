import type { JsonObject, JsonValue } from "../../core/base/json";
import type { AgentServer } from "../../core/server/agentServer";
import { largestPage } from "../../core/server/agentServer";
import type { Cron, Run } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { isSilence } from "./answering";
import type { Connection } from "./connections/connection";
import type { Connections } from "./connections/connections";
import type { CronRef } from "./cronRef";
import type { ServerStore } from "./serverStore";
import type * as serverWork from "./serverWork";

/** Why nothing was done. */
export type NotDone =
  /** The server has no such cron (any more). */
  | { readonly kind: "gone" }
  /** The connection was removed. */
  | { readonly kind: "noConnection" }
  | { readonly kind: "failed"; readonly failure: unknown }
  /** The server did not answer for an earlier cron, so this one was not sent. */
  | { readonly kind: "notTried" };

/** The result for one of several crons. */
export type CronOutcome = { readonly ref: CronRef } & (
  | { readonly kind: "switched"; readonly cron: Cron }
  | { readonly kind: "deleted" }
  | NotDone
);

/** A cron in the form of a spec file. */
export type ReadOutcome =
  /** `name` is its spec's name; null: it has none. */
  | { readonly kind: "read"; readonly cron: Cron; readonly name: string | null; readonly spec: JsonObject }
  /** A text in it looks like a placeholder, which a submit would replace. */
  | { readonly kind: "unsayable"; readonly parameter: string }
  | NotDone;

export type NameOutcome =
  | { readonly kind: "named"; readonly cron: Cron }
  /** Nothing was changed: other crons have this name. */
  | { readonly kind: "taken" }
  | NotDone;

export type RunOutcome = { readonly kind: "started"; readonly run: Run } | NotDone;

/**
 * Actions on a cron, for every view and tool: no dialogs, throws only `UntrustedWorkspace`. The store knows the results
 * at once, and publishes them as one change.
 */
export class CronActions {
  constructor(
    private readonly connections: Connections,
    private readonly store: ServerStore,
    private readonly work: () => Promise<typeof serverWork>,
  ) {}

  async setEnabled(refs: readonly CronRef[], enabled: boolean): Promise<readonly CronOutcome[]> {
    const { ownDoubt, pauseCron, resumeCron } = await this.work();
    const waits = { doubtMilliseconds: ownDoubt() };
    return this.forEach(refs, async (server, ref) => {
      const cron = await (enabled ? resumeCron(server, ref.cronId, waits) : pauseCron(server, ref.cronId));
      return { kind: "switched", ref, cron };
    });
  }

  delete(refs: readonly CronRef[]): Promise<readonly CronOutcome[]> {
    return this.forEach(refs, async (server, ref) => {
      const wasThere = await server.deleteCron(ref.cronId);
      return { kind: wasThere ? "deleted" : "gone", ref };
    });
  }

  /** Starts one run at once. Sent only once: after an unclear answer the run may exist. */
  runNow(ref: CronRef): Promise<RunOutcome> {
    return this.one(ref, async (server) => {
      const { runNow } = await this.work();
      return { kind: "started", run: await runNow(server, ref.cronId) };
    });
  }

  /** Answers what a run on this thread asks a person. Sent only once, as `runNow`. */
  answer(ref: CronRef, threadId: string, value: JsonValue): Promise<RunOutcome> {
    return this.one(ref, async (server) => {
      const { answerRun } = await this.work();
      return { kind: "started", run: await answerRun(server, { cronId: ref.cronId, threadId }, value) };
    });
  }

  /** The cron as it is on the server now, and in the form of a spec file. */
  read(ref: CronRef): Promise<ReadOutcome> {
    return this.one(ref, async (server) => {
      const { cronToArguments, exportCron, readFresh } = await this.work();
      const cron = await readFresh(server, ref.cronId);
      const spec = exportCron(cron, await server.searchAssistants({ limit: largestPage, offset: 0 }));
      if (!spec.ok) return { kind: "unsayable", parameter: spec.failure };
      return { kind: "read", cron, name: cronToArguments(cron).name, spec: spec.value };
    });
  }

  /** Gives a spec's name to a cron that some other tool created. `cron` as returned by `read`. */
  name(ref: CronRef, cron: Cron, name: string): Promise<NameOutcome> {
    return this.one(ref, async (server) => {
      const { nameCron, ownDoubt } = await this.work();
      const named = await nameCron(server, cron, name, { doubtMilliseconds: ownDoubt() });
      return named.kind === "named" ? named : { kind: "taken" };
    });
  }

  private async one<Outcome>(
    { connectionId }: CronRef,
    act: (server: AgentServer) => Promise<Outcome>,
  ): Promise<Outcome | NotDone> {
    const connection = this.connections.get(connectionId);
    if (connection === undefined) return { kind: "noConnection" };
    const server = await this.store.server(connection);
    try {
      return await this.store.together(connection, () => act(server));
    } catch (failure) {
      return notDone(failure);
    }
  }

  /** One after another on each server, and the servers in parallel. */
  private async forEach(
    refs: readonly CronRef[],
    act: (server: AgentServer, ref: CronRef) => Promise<CronOutcome>,
  ): Promise<readonly CronOutcome[]> {
    const ids = new Set(refs.map(({ connectionId }) => connectionId));
    const outcomes = await Promise.all(
      [...ids].map(async (id) => {
        const some = refs.filter(({ connectionId }) => connectionId === id);
        const connection = this.connections.get(id);
        if (connection === undefined) return some.map((ref): CronOutcome => ({ kind: "noConnection", ref }));
        return this.onServer(connection, some, act);
      }),
    );
    return outcomes.flat();
  }

  private async onServer(
    connection: Connection,
    refs: readonly CronRef[],
    act: (server: AgentServer, ref: CronRef) => Promise<CronOutcome>,
  ): Promise<readonly CronOutcome[]> {
    const server = await this.store.server(connection);
    return this.store.together(connection, async () => {
      const outcomes: CronOutcome[] = [];
      let isSilent = false;
      for (const ref of refs) {
        if (isSilent) {
          outcomes.push({ kind: "notTried", ref });
          continue;
        }
        try {
          outcomes.push(await act(server, ref));
        } catch (failure) {
          isSilent = failure instanceof ServerFailure && isSilence(failure.problem);
          outcomes.push({ ...notDone(failure), ref });
        }
      }
      return outcomes;
    });
  }
}

function notDone(failure: unknown): NotDone {
  const isGone = failure instanceof ServerFailure && failure.problem.kind === "notFound";
  return isGone ? { kind: "gone" } : { kind: "failed", failure };
}
