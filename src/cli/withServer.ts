import type { ScheduleDialect } from "../core/schedule/scheduleDialect";
import type { AgentServer } from "../core/server/agentServer";
import { createAgentServer } from "../core/server/httpAgentServer";
import { ServerFailure } from "../core/server/problems/serverProblem";
import type { ServerClock } from "../core/server/serverClock";
import { ServerLacks } from "../core/server/serverLacks";
import type { CliIo, ExitCode } from "./cliIo";
import type { TargetPlace } from "./environments/targetText";
import { tellProblem } from "./problemText";
import { readKey } from "./readKey";
import { readUrl } from "./readUrl";
import { dialectOf } from "./sharedOptions";

const timeoutMilliseconds = 20_000;

interface ServerValues {
  readonly url: string;
  readonly "api-key-env"?: string | undefined;
  readonly dialect?: "seconds-last" | "seconds-first" | undefined;
}

/** A server to read from. */
export interface OpenServer {
  readonly url: string;
  readonly server: AgentServer;
  /** What it is found to lack. */
  readonly lacks: ServerLacks;
  /** Undefined: as the server's product reads six fields. */
  readonly dialect: ScheduleDialect | undefined;
}

/** Where a server is, and how to speak to it. */
export interface ServerTarget extends TargetPlace {
  readonly apiKey: string | undefined;
  /** Undefined: as the server's product reads six fields. */
  readonly dialect: ScheduleDialect | undefined;
}

/** Reads from the server of the options; `serverClock` learns from each answer. Prints why it can't be read. Throws `UsageError`. */
export async function withServer(
  values: ServerValues,
  io: CliIo,
  act: (open: OpenServer) => Promise<ExitCode>,
  serverClock?: ServerClock,
): Promise<ExitCode> {
  const target = {
    url: readUrl(values.url, io),
    apiKey: readKey(values["api-key-env"], io.env),
    dialect: values.dialect === undefined ? undefined : dialectOf(values),
  };
  return withTarget(target, io, act, serverClock);
}

/** The same for a server that is known. */
export async function withTarget(
  target: ServerTarget,
  io: CliIo,
  act: (open: OpenServer) => Promise<ExitCode>,
  serverClock?: ServerClock,
): Promise<ExitCode> {
  const { apiKey, dialect, url } = target;
  const lacks = new ServerLacks();
  const server = createAgentServer({
    baseUrl: url,
    headers: {},
    apiKey,
    timeoutMilliseconds,
    lacks,
    clock: io.clock,
    ...(serverClock === undefined ? {} : { serverClock }),
  });
  try {
    return await act({ url, server, lacks, dialect });
  } catch (failure) {
    if (!(failure instanceof ServerFailure)) throw failure;
    return tellProblem(failure.problem, target, io);
  }
}
