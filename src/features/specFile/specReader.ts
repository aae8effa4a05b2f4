import * as vscode from "vscode";
import { runToEnd } from "../../core/base/runToEnd";
import type { CheckOptions } from "../../core/checks/rules/rule";
import type { Finding } from "../../core/finding/finding";
import { standardDialect } from "../../core/schedule/scheduleDialect";
import { isLoopback } from "../../core/server/address/serverUrl";
import { otherEncoding } from "../../core/specFile/checkEncoding";
import { CheckMemory } from "../../core/specFile/checkMemory";
import { hasErrors, type LocatedFinding } from "../../core/specFile/json/locate";
import { readSpecFile, type Spec } from "../../core/specFile/parseSpecFile";
import type { PlaceholderValues } from "../../platform/ask/placeholderValues";
import { inSlices } from "../../platform/host/inSlices";
import { readSetting } from "../../platform/host/settings";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { Servers } from "../../platform/servers/servers";
import type { SpecIndex } from "../../platform/specs/specIndex";
import { defaultSpecName } from "../../platform/words/defaultSpecName";
import { type SpecSchedule, specSchedule } from "./specSchedule";

/** A spec and its findings, which are computed on first use: a lens needs only those of visible specs. */
export class CheckedSpec {
  private checked: readonly Finding[] | undefined;

  constructor(
    readonly spec: Spec,
    private readonly options: CheckOptions,
    private readonly memory: CheckMemory,
    /** Other files can take its name, or give it back, while this file stays unchanged. */
    private readonly sharedName: (name: string) => readonly Finding[],
  ) {}

  /** The schedule as the spec's server reads it; undefined if the server would not accept it. */
  get schedule(): SpecSchedule | undefined {
    return specSchedule(this.spec.arguments, this.options.dialect ?? standardDialect);
  }

  get findings(): readonly Finding[] {
    this.checked ??= [...this.spec.findings, ...this.memory.findings(this.spec, this.options)];
    const shared = this.sharedName(this.spec.name);
    return shared.length === 0 ? this.checked : [...this.checked, ...shared];
  }

  /** Findings that its arguments don't show: about its text, and about other files with its name. */
  get ownFindings(): readonly Finding[] {
    return [...this.spec.findings, ...this.sharedName(this.spec.name)];
  }

  get firstError(): LocatedFinding | undefined {
    return this.findings
      .filter(({ severity }) => severity === "error")
      .map((finding) => this.spec.locate(finding))
      .sort((one, other) => one.range.offset - other.range.offset)[0];
  }
}

/** A document in one version. */
export interface SpecReading {
  readonly version: number;
  readonly specs: readonly CheckedSpec[];
  /** About the text as a whole, including syntax errors. */
  readonly problems: readonly LocatedFinding[];
}

/** What a reading depends on, besides the workspace's names. */
interface ReadingKey {
  readonly version: number;
  readonly options: string;
}

type CachedReading = ReadingKey & { readonly reading: SpecReading };
type PendingReading = ReadingKey & { readonly reading: Promise<SpecReading | undefined> };

/** Reads each version of a document once, shared by diagnostics, lenses, hovers and commands. */
export class SpecReader {
  private readonly cache = new WeakMap<vscode.TextDocument, CachedReading>();
  private readonly memories = new WeakMap<vscode.TextDocument, CheckMemory>();
  private readonly pending = new WeakMap<vscode.TextDocument, PendingReading>();

  constructor(
    private readonly connections: Connections,
    private readonly servers: Servers,
    private readonly placeholders: Pick<PlaceholderValues, "hasEnvironment">,
    private readonly index: SpecIndex,
  ) {}

  /** Reads at once, for something that the user requested. */
  read(document: vscode.TextDocument): SpecReading {
    return this.cached(document) ?? runToEnd(this.reading(document));
  }

  /** Like `read`, but in slices, so that big files block nothing. undefined if the document has changed. */
  readSoon(document: vscode.TextDocument): Promise<SpecReading | undefined> {
    const cached = this.cached(document);
    if (cached !== undefined) return Promise.resolve(cached);
    const key = this.keyOf(document);
    const pending = this.pending.get(document);
    if (pending !== undefined && isSameKey(pending, key)) return pending.reading;
    const reading = inSlices(this.reading(document), () => document.version === key.version && !document.isClosed);
    this.pending.set(document, { ...key, reading });
    return reading;
  }

  /** Ignores the cache, for a submit: a time that was in the future at the last edit may have passed. */
  readNow(document: vscode.TextDocument): SpecReading {
    this.memories.delete(document);
    return runToEnd(this.reading(document));
  }

  private cached(document: vscode.TextDocument): SpecReading | undefined {
    const cached = this.cache.get(document);
    return cached !== undefined && isSameKey(cached, this.keyOf(document)) ? cached.reading : undefined;
  }

  private keyOf({ version }: vscode.TextDocument): ReadingKey {
    return {
      version,
      options: JSON.stringify([this.knownOptions(this.connections.chosen()), vscode.workspace.isTrusted]),
    };
  }

  private *reading(document: vscode.TextDocument): Generator<void, SpecReading> {
    const key = this.keyOf(document);
    const options: CheckOptions = { now: Date.now(), ...this.knownOptions(this.connections.chosen()) };
    const text = document.getText();
    const memory = this.memories.get(document) ?? new CheckMemory();
    this.memories.set(document, memory);
    memory.begin(key.options, options.now);
    const file = yield* readSpecFile(text, defaultSpecName(document.uri));
    const sharedName = (name: string) => this.index.check(name, document.uri);
    const specs = file.specs.map((spec) => new CheckedSpec(spec, options, memory, sharedName));
    const reading = {
      version: key.version,
      specs,
      problems: [...otherEncoding(text, document.encoding), ...file.problems],
    };
    this.cache.set(document, { ...key, reading });
    this.index.note(document.uri, { text, file });
    return reading;
  }

  /** The spec with this name, if the text as a whole has no error: only then can it be changed in place. */
  wellFormed(document: vscode.TextDocument, name: string): Spec | undefined {
    const { problems, specs } = this.read(document);
    if (hasErrors(problems)) return undefined;
    return specs.find(({ spec }) => spec.name === name)?.spec;
  }

  /** Options for checking a submit to this connection now; undefined: to a server of which nothing is known. */
  checkOptions(connection: Connection | undefined): CheckOptions {
    return { now: Date.now(), ...this.knownOptions(connection) };
  }

  private knownOptions(chosen: Connection | undefined): Omit<CheckOptions, "now"> {
    const state = chosen === undefined ? undefined : this.servers.state(chosen);
    const { hasEnvironment } = this.placeholders;
    return {
      minimumMinutes: readSetting("minimumMinutes"),
      ...(hasEnvironment === undefined ? {} : { hasEnvironment }),
      ...(chosen === undefined ? {} : { dialect: chosen.dialect, onLoopback: isLoopback(chosen.url) }),
      ...(state?.kind === "ready" ? { server: state.info } : {}),
    };
  }
}

function isSameKey(one: ReadingKey, other: ReadingKey): boolean {
  return one.version === other.version && one.options === other.options;
}
