import * as vscode from "vscode";
import type { Finding } from "../../core/finding";
import { isLoopback } from "../../core/server/serverUrl";
import { checkArguments } from "../../core/spec/checkArguments";
import { type LocatedFinding, parseSpecFile, type Spec } from "../../core/spec/parseSpecFile";
import type { CheckOptions } from "../../core/spec/rules/rule";
import type { Connections, CronService } from "../../platform/services";
import { readSetting } from "../../platform/settings";
import { type SpecSchedule, specSchedule } from "./specSchedule";
import { defaultSpecName } from "./specSelector";

/** A spec with what there is to say about it, which is worked out when first asked for: a lens needs only the visible ones. */
export class CheckedSpec {
  private checked: readonly Finding[] | undefined;

  constructor(
    readonly spec: Spec,
    private readonly options: CheckOptions,
  ) {}

  /** As the server reads it that the spec would go to; undefined where it would not accept it. */
  get schedule(): SpecSchedule | undefined {
    return specSchedule(this.spec.arguments, this.options.dialect);
  }

  get findings(): readonly Finding[] {
    this.checked ??= [...this.spec.findings, ...checkArguments(this.spec.arguments, this.options)];
    return this.checked;
  }

  get firstError(): LocatedFinding | undefined {
    return this.findings
      .filter(({ severity }) => severity === "error")
      .map((finding) => this.spec.locate(finding))
      .sort((one, other) => one.range.offset - other.range.offset)[0];
  }
}

/** A document as of one version. */
export interface SpecReading {
  readonly version: number;
  readonly specs: readonly CheckedSpec[];
  /** About the text as a whole, syntax errors among them. */
  readonly problems: readonly LocatedFinding[];
}

interface CachedReading {
  readonly reading: SpecReading;
  readonly options: string;
}

/** Reads each version of a document once, for diagnostics, lenses, hovers and commands together. */
export class SpecReader {
  private readonly cache = new WeakMap<vscode.TextDocument, CachedReading>();

  constructor(
    private readonly connections: Connections,
    private readonly crons: CronService,
  ) {}

  read(document: vscode.TextDocument): SpecReading {
    const known = this.knownOptions();
    const options = JSON.stringify(known);
    const cached = this.cache.get(document);
    if (cached?.reading.version === document.version && cached.options === options) return cached.reading;
    const reading = this.readNow(document);
    this.cache.set(document, { reading, options });
    return reading;
  }

  /** Past the cache, for a submit: what was in the future when the file was last edited may have passed. */
  readNow(document: vscode.TextDocument): SpecReading {
    const options: CheckOptions = { now: Date.now(), ...this.knownOptions() };
    const { specs, problems } = parseSpecFile(document.getText(), defaultSpecName(document.uri));
    return { version: document.version, specs: specs.map((spec) => new CheckedSpec(spec, options)), problems };
  }

  /** The spec of this name, where the text as a whole has no error: only then can it be changed in place. */
  wellFormed(document: vscode.TextDocument, name: string): Spec | undefined {
    const { problems, specs } = this.read(document);
    if (problems.some(({ finding }) => finding.severity === "error")) return undefined;
    return specs.find(({ spec }) => spec.name === name)?.spec;
  }

  private knownOptions(): Omit<CheckOptions, "now"> {
    const chosen = this.connections.chosen();
    const state = chosen === undefined ? undefined : this.crons.state(chosen);
    return {
      minimumMinutes: readSetting("minimumMinutes"),
      ...(chosen === undefined ? {} : { dialect: chosen.dialect, onLoopback: isLoopback(chosen.url) }),
      ...(state?.kind === "ready" ? { serverVersion: state.info.version } : {}),
    };
  }
}

export function documentRange(
  document: vscode.TextDocument,
  { offset, length }: { readonly offset: number; readonly length: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}
