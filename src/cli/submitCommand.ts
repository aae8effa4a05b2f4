import { parseArgs } from "node:util";
import { systemClock } from "../core/clock";
import { doubtAfter } from "../core/lifecycle/doubtAfter";
import { type FinishedSubmission, finishOpenSubmissions } from "../core/lifecycle/finishOpenSubmissions";
import type { SubmitOutcome } from "../core/lifecycle/submission";
import { submitCron } from "../core/lifecycle/submitCron";
import { oneLine } from "../core/oneLine";
import type { ScheduleDialect } from "../core/schedule/scheduleDialect";
import type { AgentServer } from "../core/server/agentServer";
import { createAgentServer } from "../core/server/httpAgentServer";
import { redact } from "../core/server/redact";
import { ServerFailure } from "../core/server/serverProblem";
import { isLoopback, parseServerUrl, serverUrlMessage } from "../core/server/serverUrl";
import { readArguments } from "../core/spec/checkArguments";
import { checkSpecFile } from "../core/spec/checkSpecFile";
import type { CronArguments } from "../core/spec/cronArguments";
import type { LocatedFinding, Spec } from "../core/spec/parseSpecFile";
import { placeholdersOf, resolvePlaceholders } from "../core/spec/resolvePlaceholders";
import { isRunning, ownProcess } from "../platform/processes";
import { type CliIo, type Command, type ExitCode, exitCodes, UsageError } from "./cliIo";
import { cliText, problemText } from "./cliTexts";
import { readDialectOption } from "./dialectOption";
import { createFileJournal, stateFolder } from "./fileJournal";
import { minimumMinutes } from "./minimumMinutes";
import { findingLines, hasErrors, readSpecFile } from "./readSpecFile";
import { isDone, outcomeJson, outcomeText } from "./submitOutcome";

interface Ready {
  readonly name: string;
  /** With the values of its placeholders: never to be shown. */
  readonly arguments: CronArguments;
  /** Those values, to be masked in what a server answers. */
  readonly secrets: readonly string[];
}

const timeoutMilliseconds = 20_000;
/** The SDK's names, in its order. */
const keyVariables = ["LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"];

/** `submit FILE --url URL [--api-key-env NAME] [--dialect D] [--recreate] [--overwrite] [--json]` */
export const submitCommand: Command = async (args, io) => {
  const options = readOptions(args, io);
  const read = await readSpecFile(options.path, io);
  const ready = read.file.specs.map((spec) => prepare(spec, io));
  const unresolved = ready.flatMap((result) => ("findings" in result ? result.findings : []));
  const check = (known: { readonly serverVersion?: string }) => [
    ...checkSpecFile(read.file, {
      ...{ now: io.now(), minimumMinutes, dialect: options.dialect, onLoopback: isLoopback(options.url) },
      ...known,
    }),
    ...unresolved,
  ];
  // What is wrong without knowing the server is told before anything is sent.
  const certain = check({});
  if (hasErrors(certain)) return refuse(findingLines(read, certain), io);
  const server = createAgentServer({ baseUrl: options.url, headers: {}, apiKey: options.key, timeoutMilliseconds });
  try {
    const { version } = await server.info();
    const findings = check({ serverVersion: version });
    if (hasErrors(findings)) return refuse(findingLines(read, findings), io);
    for (const line of findingLines(read, findings)) io.err(line);
    const specs = ready.flatMap((result) => ("spec" in result ? [result.spec] : []));
    return await submitAll(specs, server, options, io);
  } catch (error) {
    return failed(error, io);
  }
};

function refuse(lines: readonly string[], io: CliIo): ExitCode {
  for (const line of lines) io.err(line);
  return exitCodes.refused;
}

interface SubmitSettings {
  readonly path: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly dialect: ScheduleDialect;
  readonly recreate: boolean;
  readonly overwrite: boolean;
  readonly json: boolean;
}

function readOptions(args: readonly string[], io: CliIo): SubmitSettings {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: "string" },
      "api-key-env": { type: "string" },
      dialect: { type: "string" },
      recreate: { type: "boolean" },
      overwrite: { type: "boolean" },
      json: { type: "boolean" },
    },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new UsageError(cliText("oneFile"));
  if (values.url === undefined) throw new UsageError(cliText("noUrl"));
  const url = parseServerUrl(values.url);
  if (!url.ok) throw new UsageError(serverUrlMessage(url.failure, values.url));
  const key = readKey(values["api-key-env"], io.env);
  const dialect = readDialectOption(values.dialect);
  const { recreate = false, overwrite = false, json = false } = values;
  return { path, url: url.value, key, dialect, recreate, overwrite, json };
}

/** Quotes around a key are dropped, as the SDK does: they come from .env files that a shell did not read. */
function readKey(variable: string | undefined, env: CliIo["env"]): string | undefined {
  if (variable !== undefined && !env[variable]) throw new UsageError(cliText("noKey", { name: variable }));
  const names = variable === undefined ? keyVariables : [variable];
  const found = names.map((name) => env[name]).find((key) => key !== undefined && key !== "");
  return found
    ?.trim()
    .replace(/^"+|"+$/g, "")
    .replace(/^'+|'+$/g, "");
}

/** Secrets have no other store here: in CI they are environment variables too. */
function prepare(spec: Spec, io: CliIo): { readonly spec: Ready } | { readonly findings: readonly LocatedFinding[] } {
  const resolved = resolvePlaceholders(spec.arguments, ({ name }) => io.env[name]);
  if (resolved.findings.length > 0) return { findings: resolved.findings.map((finding) => spec.locate(finding)) };
  const args = readArguments(resolved.arguments);
  const secrets = placeholdersOf(spec.arguments).map(({ name }) => io.env[name] ?? "");
  return args.ok ? { spec: { name: spec.name, arguments: args.value, secrets } } : { findings: [] };
}

async function submitAll(
  specs: readonly Ready[],
  server: AgentServer,
  { url, dialect, json, recreate, overwrite }: SubmitSettings,
  io: CliIo,
): Promise<ExitCode> {
  const common = { server, serverKey: url, journal: createFileJournal(stateFolder(io.env)), clock: systemClock };
  for (const finished of await finishOpenSubmissions({ ...common, isAlive: isRunning })) tellFinished(finished, io);
  const outcomes: { readonly name: string; readonly outcome: SubmitOutcome }[] = [];
  const submit = async ({ name, arguments: given }: Ready) => {
    const outcome = await submitCron({
      ...common,
      name,
      arguments: given,
      dialect,
      owner: ownProcess,
      doubtMilliseconds: doubtAfter(timeoutMilliseconds),
      newSubmission: () => crypto.randomUUID(),
      confirmRecreate: async () => recreate,
      confirmOverwrite: async () => overwrite,
    });
    outcomes.push({ name, outcome });
    if (!json) io.out(outcomeText(name, outcome));
  };
  try {
    for (const spec of specs) {
      const failure = await submit(spec).then(
        () => undefined,
        (error: unknown) => failed(error, io, spec),
      );
      if (failure !== undefined) return failure;
    }
  } finally {
    if (json)
      io.out(
        JSON.stringify(
          outcomes.map(({ name, outcome }) => outcomeJson(name, outcome)),
          null,
          2,
        ),
      );
  }
  return outcomes.every(({ outcome }) => isDone(outcome)) ? exitCodes.done : exitCodes.refused;
}

/** What an earlier submit left open may be about other crons than those of this file. */
function tellFinished({ entry, outcome }: FinishedSubmission, io: CliIo): void {
  const name = entry.name ?? entry.submission;
  if (outcome === "switchedOn") io.err(oneLine(cliText("finishedSwitchedOn", { name })));
  if (outcome === "mismatch") io.err(oneLine(cliText("finishedMismatch", { name })));
}

/** Says why there is no going on, and with which cron. A server may repeat what it was sent. */
function failed(error: unknown, io: CliIo, spec?: Ready): ExitCode {
  if (error instanceof ServerFailure) {
    const words = redact(problemText(error.problem), spec?.secrets ?? []);
    io.err(oneLine(spec === undefined ? words : cliText("failed", { name: spec.name, words })));
    return exitCodeOf(error);
  }
  // Nothing but the journal touches a disk here.
  if (!(error instanceof Error && "code" in error)) throw error;
  io.err(cliText("noState", { folder: stateFolder(io.env), reason: String(error.code) }));
  return exitCodes.usage;
}

function exitCodeOf({ problem }: ServerFailure): ExitCode {
  return problem.kind === "unreachable" || problem.kind === "timeout" ? exitCodes.unreachable : exitCodes.refused;
}
