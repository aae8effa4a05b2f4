import { basename, dirname } from "node:path";
import { findSameCrons, hasCronNamed, renameCron, type SameCron } from "../../core/lifecycle/actions/sameCrons";
import type { ReadyCron } from "../../core/lifecycle/prepare/prepareSubmit";
import type { SpecDraft } from "../../core/plan/specDrafts";
import type { AgentServer } from "../../core/server/agentServer";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import { specNameOfFile } from "../../core/specFile/specNameOfFile";
import type { CliIo } from "../cliIo";
import { loadSpecFiles } from "../files/loadSpecFiles";

/** Finds crons that renamed spec files left on a server: same content as a spec, but a name that no spec here has. */
export class RenamedSpecs {
  private names: Promise<ReadonlySet<string>> | undefined;

  constructor(
    private readonly server: AgentServer,
    private readonly files: readonly LoadedSpecFile[],
    private readonly io: CliIo,
  ) {}

  /** For a cron that was just created. A server that doesn't answer is no error here: the submit itself succeeded. */
  async leftBehind(ready: ReadyCron<SpecDraft>): Promise<readonly SameCron[]> {
    try {
      return await this.find(ready);
    } catch (error) {
      if (error instanceof ServerFailure) return [];
      throw error;
    }
  }

  /** Gives such a cron the new name, unless the server already has a cron of that name. Throws `ServerFailure`. */
  async takeOver(ready: ReadyCron<SpecDraft>): Promise<SameCron | undefined> {
    const [same] = await this.find(ready);
    const { name } = ready.draft;
    if (same === undefined || (await hasCronNamed(this.server, name))) return undefined;
    return (await renameCron(this.server, same, name)).kind === "named" ? same : undefined;
  }

  private async find({ arguments: given, draft: { name } }: ReadyCron<SpecDraft>): Promise<readonly SameCron[]> {
    const same = await findSameCrons(this.server, given, name);
    if (same.length === 0) return [];
    this.names ??= this.namesHere();
    const known = await this.names;
    return same.filter((other) => !known.has(other.name));
  }

  /** Names of all specs in the folders of the submitted files and below the current folder. */
  private async namesHere(): Promise<ReadonlySet<string>> {
    const folders = new Set([".", ...this.files.map(({ path }) => dirname(path))]);
    const { files } = await loadSpecFiles([...folders], this.io);
    return new Set([...this.files, ...files].flatMap(namesIn));
  }
}

/** A broken file still counts, with the name that follows from its file name. */
function namesIn({ file, path }: LoadedSpecFile): readonly string[] {
  return [...file.specs.map(({ name }) => name), specNameOfFile(basename(path))];
}
