import { parseArgs } from "node:util";
import { doubtAfter } from "../core/lifecycle/doubtAfter";
import { finishOpenSubmissions } from "../core/lifecycle/finishOpenSubmissions";
import type { SubmitOutcome } from "../core/lifecycle/submission";
import { submitCron } from "../core/lifecycle/submitCron";
import { systemClock } from "../core/lifecycle/systemClock";
import type { AgentServer } from "../core/server/agentServer";
import { createAgentServer } from "../core/server/httpAgentServer";
import { ServerFailure } from "../core/server/serverProblem";
import { parseServerUrl, serverUrlMessage } from "../core/server/serverUrl";
import { readArguments } from "../core/spec/checkArguments";
import { checkSpecFile } from "../core/spec/checkSpecFile";
import type { CronArguments } from "../core/spec/cronArguments";
import type { LocatedFinding, Spec } from "../core/spec/parseSpecFile";
import { resolvePlaceholders } from "../core/spec/resolvePlaceholders";
import { type CliIo, type Command, type ExitCode, exitCodes, UsageError } from "./cliIo";
import { cliText, problemText } from "./cliTexts";
import { createFileJournal, stateFolder } from "./fileJournal";
import { minimumMinutes } from "./minimumMinutes";
import { findingLines, hasErrors, readSpecFile } from "./readSpecFile";
import { isDone, outcomeJson, outcomeText } from "./submitOutcome";

interface Ready {
  readonly name: string;
  readonly arguments: CronArguments;
}

const timeoutMilliseconds = 20_000;
/** The SDK's names, in its order. */
const keyVariables = ["LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"];

/** `submit FILE --url URL [--api-key-env NAME] [--recreate] [--json]` */
export const submitCommand: Command = async (args, io) => {
  const options = readOptions(args, io);
  const read = await readSpecFile(options.path, io);
  const server = createAgentServer({ baseUrl: options.url, headers: {}, apiKey: options.key, timeoutMilliseconds });
  try {
    const { version } = await server.info();
    const findings = checkSpecFile(read.file, { now: io.now(), minimumMinutes, serverVersion: version });
    const ready = read.file.specs.map((spec) => prepare(spec, io));
    const all = [...findings, ...ready.flatMap((result) => ("findings" in result ? result.findings : []))];
    for (const line of findingLines(read, all)) io.err(line);
    if (hasErrors(all)) return exitCodes.refused;
    const specs = ready.flatMap((result) => ("spec" in result ? [result.spec] : []));
    return await submitAll(specs, server, options, io);
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error;
    io.err(problemText(error.problem));
    return exitCodeOf(error);
  }
};

interface SubmitSettings {
  readonly path: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly recreate: boolean;
  readonly json: boolean;
}

function readOptions(args: readonly string[], io: CliIo): SubmitSettings {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: "string" },
      "api-key-env": { type: "string" },
      recreate: { type: "boolean" },
      json: { type: "boolean" },
    },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new UsageError(cliText("oneFile"));
  if (values.url === undefined) throw new UsageError(cliText("noUrl"));
  const url = parseServerUrl(values.url);
  if (!url.ok) throw new UsageError(serverUrlMessage(url.failure, values.url));
  const key = readKey(values["api-key-env"], io.env);
  return { path, url: url.value, key, recreate: values.recreate === true, json: values.json === true };
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
  return args.ok ? { spec: { name: spec.name, arguments: args.value } } : { findings: [] };
}

async function submitAll(
  specs: readonly Ready[],
  server: AgentServer,
  { url, json, recreate }: SubmitSettings,
  io: CliIo,
): Promise<ExitCode> {
  const journal = createFileJournal(stateFolder(io.env));
  const common = { server, serverKey: url, journal, clock: systemClock };
  await finishOpenSubmissions({ ...common, isAlive: isProcess });
  const outcomes: { readonly name: string; readonly outcome: SubmitOutcome }[] = [];
  try {
    for (const spec of specs) {
      const outcome = await submitCron({
        ...common,
        ...spec,
        owner: String(process.pid),
        doubtMilliseconds: doubtAfter(timeoutMilliseconds),
        newSubmission: () => crypto.randomUUID(),
        confirmRecreate: async () => recreate,
      });
      outcomes.push({ name: spec.name, outcome });
      if (!json) io.out(outcomeText(spec.name, outcome));
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

/** Whether an owner of a journal entry is a process that still runs. */
function isProcess(owner: string): boolean {
  try {
    return process.kill(Number(owner), 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function exitCodeOf({ problem }: ServerFailure): ExitCode {
  return problem.kind === "unreachable" || problem.kind === "timeout" ? exitCodes.unreachable : exitCodes.refused;
}
