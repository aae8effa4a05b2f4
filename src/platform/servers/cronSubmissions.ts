import type { HeldNames } from "../../core/apply/holdNames";
import type { MoveOptions, MoveOutcome } from "../../core/lifecycle/actions/moveCron";
import type { RestoreOptions, RestoreOutcome } from "../../core/lifecycle/actions/restoreCron";
import type { Journal, SubmitOptions, SubmitOutcome } from "../../core/lifecycle/submission/submission";
import type { AgentServer } from "../../core/server/agentServer";
import { apartWhileWaiting } from "./apartWhileWaiting";
import type { Connection } from "./connections/connection";
import type { ServerRecord } from "./serverRecord";
import { recentCrons, snapshotOf } from "./serverSnapshot";
import type { Servers } from "./servers";
import type * as serverWork from "./serverWork";

/** What every submission takes from the window. */
export type SubmissionOptions = Pick<SubmitOptions, "confirm" | "signal" | "onProgress">;

interface SubmissionParts {
  readonly work: () => Promise<typeof serverWork>;
  readonly journal: Journal;
  readonly now: () => number;
}

interface SubmissionPorts {
  /** One whose writes are kept in the record. */
  readonly server: (connection: Connection) => Promise<AgentServer>;
  readonly record: (connection: Connection) => ServerRecord | undefined;
}

type Submitting<Options, Outcome> = (
  server: AgentServer,
  connection: Connection,
  journal: Journal,
  options: Options,
) => Promise<Outcome>;

/** Submits, moves and restores crons: the changes of each are published as one. */
export class CronSubmissions {
  constructor(
    private readonly parts: SubmissionParts,
    private readonly ports: SubmissionPorts,
  ) {}

  submit(connection: Connection, options: Parameters<Servers["submit"]>[1]): Promise<SubmitOutcome> {
    const record = this.ports.record(connection);
    const known = record && { knownCrons: () => recentCrons(snapshotOf(record), this.parts.now()) };
    return this.submitting(connection, { ...known, ...options }, ({ submitTo }) => submitTo);
  }

  async holdNames(
    connection: Connection,
    options: Parameters<Servers["holdNames"]>[1],
  ): Promise<HeldNames | undefined> {
    const { holdNamesOf } = await this.parts.work();
    return holdNamesOf(await this.ports.server(connection), connection, this.parts.journal, options);
  }

  /** Makes a deleted cron again. Throws `ServerFailure`. */
  restore(
    connection: Connection,
    options: SubmissionOptions & Pick<RestoreOptions, "cron" | "wasThere">,
  ): Promise<RestoreOutcome> {
    return this.submitting(connection, options, ({ restoreTo }) => restoreTo);
  }

  /** Moves a cron to another thread or assistant. Throws `ServerFailure`. */
  move(
    connection: Connection,
    options: SubmissionOptions & Pick<MoveOptions, "cron" | "target">,
  ): Promise<MoveOutcome> {
    return this.submitting(connection, options, ({ moveOn }) => moveOn);
  }

  private async submitting<Options extends SubmissionOptions, Outcome>(
    connection: Connection,
    options: Options,
    choose: (work: typeof serverWork) => Submitting<Options, Outcome>,
  ): Promise<Outcome> {
    const { journal, work } = this.parts;
    const server = await this.ports.server(connection);
    const submit = choose(await work());
    const record = this.ports.record(connection);
    if (record === undefined) return submit(server, connection, journal, options);
    const all = { ...options, ...apartWhileWaiting(record, options) };
    return record.together(() => submit(server, connection, journal, all));
  }
}
