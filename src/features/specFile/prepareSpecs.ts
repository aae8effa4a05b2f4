import { readArguments } from "../../core/spec/checkArguments";
import type { CronArguments } from "../../core/spec/cronArguments";
import { placeholdersOf, resolvePlaceholders } from "../../core/spec/resolvePlaceholders";
import type { Connection } from "../../platform/connection";
import type { PlaceholderNames } from "../../platform/placeholderSource";
import type { PlaceholderAnswers, PlaceholderValues } from "../../platform/placeholderValues";
import { leadTo, type SubmittableSpec } from "./preflight";

/** A spec with the values of its placeholders in it: never to be shown, logged or written. */
export interface PreparedSpec {
  readonly source: SubmittableSpec;
  readonly arguments: CronArguments;
  /** The values, so that they can be masked in whatever a server answers. */
  readonly secrets: readonly string[];
}

/** Resolves the placeholders of all specs. undefined: the user declined, or was led to one without a usable value. */
export async function prepareSpecs(
  specs: readonly SubmittableSpec[],
  connection: Connection,
  values: PlaceholderValues,
): Promise<readonly PreparedSpec[] | undefined> {
  const names = placeholderNames(specs);
  const none = names.env.length + names.secret.length === 0;
  const answers = none ? noAnswers : await values.read(names, connection);
  if (answers === undefined) return undefined;
  const prepared: PreparedSpec[] = [];
  for (const source of specs) {
    const ready = await prepareSpec(source, answers);
    if (ready === undefined) return undefined;
    prepared.push(ready);
  }
  return prepared;
}

const noAnswers: PlaceholderAnswers = { env: new Map(), secret: new Map() };

async function prepareSpec(source: SubmittableSpec, answers: PlaceholderAnswers): Promise<PreparedSpec | undefined> {
  const { spec, document } = source;
  const resolved = resolvePlaceholders(spec.arguments, ({ kind, name }) => answers[kind].get(name));
  const read = readArguments(resolved.arguments);
  const [finding] = [...resolved.findings, ...(read.ok ? [] : read.failure)];
  if (finding !== undefined || !read.ok) {
    if (finding !== undefined) await leadTo(document, spec.locate(finding), spec.name);
    return undefined;
  }
  const secrets = placeholdersOf(spec.arguments).map(({ kind, name }) => answers[kind].get(name) ?? "");
  return { source, arguments: read.value, secrets };
}

function placeholderNames(specs: readonly SubmittableSpec[]): PlaceholderNames {
  const placeholders = specs.flatMap(({ spec }) => placeholdersOf(spec.arguments));
  const names = (kind: "env" | "secret") => [
    ...new Set(placeholders.filter((each) => each.kind === kind).map(({ name }) => name)),
  ];
  return { env: names("env"), secret: names("secret") };
}
