import type { JsonObject } from "../../core/base/json";
import { oneLine } from "../../core/base/oneLine";
import { findingMessage } from "../../core/finding/findingMessage";
import type { SameCron } from "../../core/lifecycle/actions/sameCrons";
import type { SubmitOutcome } from "../../core/lifecycle/submission/submission";
import type { SpecDraft } from "../../core/plan/specDrafts";
import { refusedParameter } from "../../core/server/problems/refusedParameter";
import type { ServerProblem } from "../../core/server/problems/serverProblem";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import type { Spec } from "../../core/specFile/parseSpecFile";
import type { CliIo } from "../cliIo";
import { cliText } from "../cliTexts";
import { findingLines, placeOf } from "../files/findingLines";
import { githubAnnotation } from "../files/githubAnnotation";
import type { CheckedSpecFile } from "../files/loadSpecFiles";
import { printedJson, printedLine } from "../printed";
import { problemText } from "../problemText";
import type { OutputFormat } from "../sharedOptions";
import { outcomeJson, outcomeText } from "./submitOutcome";

/** Prints the results of a submit: lines while it runs, or JSON at the end, with an entry for every cron. */
export class SubmitOutput {
  private readonly entries = new Map<Spec, JsonObject>();

  constructor(
    private readonly format: OutputFormat,
    private readonly io: CliIo,
    private readonly files: readonly LoadedSpecFile[],
  ) {}

  /** Prints findings. A spec with an error is noted as refused. */
  findings(checked: CheckedSpecFile): void {
    const print = this.format === "github" ? this.io.out : this.io.err;
    for (const line of findingLines(checked, this.format)) print(line);
    const errors = checked.findings.filter(({ finding }) => finding.severity === "error");
    for (const spec of checked.read.file.specs) {
      const { offset, length } = spec.range;
      const first = errors.find(({ range }) => offset <= range.offset && range.offset <= offset + length);
      if (first !== undefined) this.refuse(spec, first.finding.code, oneLine(findingMessage(first.finding)));
    }
  }

  /** A cron with an earlier name was given this spec's name. */
  takenOver({ name }: SpecDraft, same: SameCron): void {
    this.io.err(printedLine(cliText("renamed", { name, id: same.cron.cron_id, old: same.name })));
  }

  /** `leftBehind`: crons that the file's earlier name probably left on the server. */
  outcome({ name, spec }: SpecDraft, outcome: SubmitOutcome, leftBehind: readonly SameCron[]): void {
    const same = leftBehind.map((other) => ({ name: other.name, cron_id: other.cron.cron_id }));
    this.entries.set(spec, { ...outcomeJson(name, outcome), ...(same.length === 0 ? {} : { same_as: same }) });
    if (this.format !== "json") this.io.out(outcomeText(name, outcome));
    for (const { cron_id: id, name: old } of same) this.io.err(printedLine(cliText("leftBehind", { name, id, old })));
  }

  /** The server refused this spec's cron, or could not be reached. */
  refused({ read, spec }: SpecDraft, problem: ServerProblem): void {
    const words = oneLine(problemText(problem));
    this.refuse(spec, problem.kind, words);
    this.io.err(printedLine(cliText("failed", { name: spec.name, words })));
    if (this.format !== "github") return;
    const parameter = refusedParameter(problem) ?? null;
    const range = parameter === null ? { ...spec.range, length: 1 } : spec.rangeOf([parameter]);
    this.io.out(githubAnnotation("error", placeOf(read, range), spec.name, words));
  }

  end(): void {
    if (this.format !== "json") return;
    const specs = this.files.flatMap(({ file }) => file.specs);
    const all = specs.map((spec) => this.entries.get(spec) ?? { name: spec.name, outcome: "notTried" });
    this.io.out(printedJson(all, 2));
  }

  private refuse(spec: Spec, kind: string, message: string): void {
    this.entries.set(spec, { name: spec.name, outcome: "refused", problem: { kind, message } });
  }
}
