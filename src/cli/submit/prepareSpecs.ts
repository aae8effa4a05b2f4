import type { RawArguments } from "../../core/arguments/cronArguments";
import { variableOf } from "../../core/base/environment";
import type { CheckOptions } from "../../core/checks/checkArguments";
import { type PreparedSubmit, prepareSubmit } from "../../core/lifecycle/prepare/prepareSubmit";
import { serverOpinion } from "../../core/lifecycle/prepare/serverOpinion";
import { onOneServer, type SpecDraft, specDrafts } from "../../core/plan/specDrafts";
import { isLoopback } from "../../core/server/address/serverUrl";
import type { AgentServer } from "../../core/server/agentServer";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import type { CliIo } from "../cliIo";
import { type CheckedSpecFile, checkSpecFiles } from "../files/loadSpecFiles";
import { minimumMinutes } from "../sharedOptions";
import type { SubmitSettings } from "./submitSettings";

export type PreparedSpecs =
  | (Extract<PreparedSubmit<SpecDraft>, { readonly kind: "ready" }> & { readonly files: readonly CheckedSpecFile[] })
  | { readonly kind: "refused"; readonly files: readonly CheckedSpecFile[] };

/**
 * Checks all specs, also against the server, and fills in placeholders. Secrets come from environment variables,
 * because CI has no other store. Throws `ServerFailure`.
 */
export async function prepareSpecs(
  files: readonly LoadedSpecFile[],
  options: SubmitSettings,
  server: AgentServer,
  io: CliIo,
): Promise<PreparedSpecs> {
  const check = { now: io.clock.now(), minimumMinutes, dialect: options.dialect, onLoopback: isLoopback(options.url) };
  if (files.some(({ file }) => file.problems.length > 0)) return { kind: "refused", files: checkAll(files, check) };
  const prepared = await prepareSubmit({
    drafts: specDrafts(files),
    check,
    production: false,
    placeholders: { kind: "values", lookup: ({ name }) => variableOf(io.env, name) },
    askServer: async (raws: readonly RawArguments[]) => serverOpinion(server, await server.info(), raws),
    // Nobody can answer here: warnings are printed and don't stop a submit.
    confirm: async () => true,
  });
  if (prepared.kind === "ready") return { ...prepared, files: byFile(files, prepared) };
  if (prepared.kind === "refused") return { kind: "refused", files: byFile(files, prepared) };
  // Two specs with one name are an error in both files, because nobody can be asked here.
  return { kind: "refused", files: checkAll(files, check) };
}

/** Findings in files that can't be sent anyway, found without asking the server. */
export function checkAll(files: readonly LoadedSpecFile[], check: CheckOptions): readonly CheckedSpecFile[] {
  return checkSpecFiles(files, check).map(({ findings, read }) => ({ read, findings: findings.map(onOneServer) }));
}

function byFile(
  files: readonly LoadedSpecFile[],
  { checked }: Extract<PreparedSubmit<SpecDraft>, { readonly checked: unknown }>,
): readonly CheckedSpecFile[] {
  return files.map((read) => {
    const findings = checked
      .filter(({ draft }) => draft.read === read)
      .flatMap(({ draft, findings: found }) => found.map((finding) => draft.spec.locate(finding)));
    return { read, findings: findings.sort((one, other) => one.range.offset - other.range.offset) };
  });
}
