import { describe, expect, test } from "vitest";
import { checkNameElsewhere } from "../../../../src/core/checks/checkNameElsewhere";
import { checkOnServer } from "../../../../src/core/checks/checkOnServer";
import { resolvePlaceholders } from "../../../../src/core/checks/resolvePlaceholders";
import type { CheckOptions } from "../../../../src/core/checks/rules/rule";
import { readEnvironments } from "../../../../src/core/environments/readEnvironments";
import { strayOverrides } from "../../../../src/core/environments/strayOverrides";
import type { Finding } from "../../../../src/core/finding/finding";
import type { FindingCode } from "../../../../src/core/finding/findingCatalogue";
import { otherEncoding } from "../../../../src/core/specFile/checkEncoding";
import { checkSpecFile } from "../../../../src/core/specFile/checkSpecFile";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import type { SpecChange } from "../../../fixtures/specs/badSpec";
import { type ExampleSetting, findingExamples } from "../../../fixtures/specs/findingExamples";
import { now, specWith, threadId } from "../../../fixtures/specs/goodSpecs";

/** Everything that is said of an example, offline and in its setting. */
function saidOf(example: SpecChange | string, setting: ExampleSetting | undefined): readonly Finding[] {
  const text = typeof example === "string" ? example : JSON.stringify(specWith(example));
  if (setting?.kind === "environments") return saidOfEnvironments(text);
  const file = parseSpecFile(text, setting?.kind === "fileName" ? setting.name : "spec");
  const offline = checkSpecFile(file, { now, minimumMinutes: 5, ...known(setting) }).map(({ finding }) => finding);
  const encoding = setting?.kind === "encoding" ? setting.encoding : "utf8";
  return [
    ...otherEncoding(text, encoding).map(({ finding }) => finding),
    ...offline,
    ...file.specs.flatMap((spec) => saidInSetting(spec, setting)),
  ];
}

function saidOfEnvironments(text: string): readonly Finding[] {
  const read = readEnvironments(text);
  if (!read.ok) return read.failure.map(({ finding }) => finding);
  const { environments, warnings } = read.value;
  const stray = [...environments.values()].flatMap((each) => strayOverrides(each, new Set(["daily"]), read.value));
  return [...warnings, ...stray].map(({ finding }) => finding);
}

function known(setting: ExampleSetting | undefined): Partial<CheckOptions> {
  if (setting?.kind === "environment") return { hasEnvironment: (name) => Object.hasOwn(setting.values, name) };
  if (setting?.kind !== "server") return {};
  const { onLoopback, version } = setting;
  return { server: { product: "agentServer", version }, ...(onLoopback && { onLoopback }) };
}

function saidInSetting(
  { arguments: raw, name }: ReturnType<typeof parseSpecFile>["specs"][number],
  setting: ExampleSetting | undefined,
): readonly Finding[] {
  switch (setting?.kind) {
    case "submit":
      return resolvePlaceholders(raw, (placeholder) => setting.values[placeholder.name]).findings;
    case "otherFile":
      return checkNameElsewhere(name, "this.cron.json", new Map([[setting.name, new Set(["other.cron.json"])]]));
    case "answers":
      return checkOnServer(raw, {
        assistant: raw.assistant_id === "report" ? { kind: "found" } : { kind: "missing", others: ["report"] },
        thread: { kind: raw.thread_id === threadId ? "found" : "missing" },
        nodes: ["plan", "review", "write"],
        ...(Object.hasOwn(Object(raw.input), "messages") ? {} : { inputSchema }),
      });
    default:
      return [];
  }
}

const inputSchema = {
  type: "object",
  properties: { topic: { type: "string" }, tone: { enum: ["calm", "bright"], default: "calm" } },
  required: ["topic"],
} as const;

/** What can't be shown without another: a schedule that says seconds first has six fields, runs that meet are close. */
const together: Partial<Record<FindingCode, readonly FindingCode[]>> = {
  "schedule.seconds-first": ["schedule.not-portable-fields"],
  "schedule.faster-than-server": ["schedule.too-often", "schedule.not-portable-fields"],
  "schedule.day-field-ignored": ["schedule.not-portable"],
  "spec.reject-skips-runs": ["schedule.too-often"],
  "spec.runs-cut-short": ["schedule.too-often"],
  "spec.runs-pile-up": ["schedule.too-often"],
};

describe("each rule", () => {
  const examples = Object.entries(findingExamples) as [FindingCode, (typeof findingExamples)[FindingCode]][];

  test.each(examples)("only %s fires on its bad example, and not on its good one", (code, { bad, good, setting }) => {
    const said = saidOf(bad, setting).map((finding) => finding.code);
    expect(said.toSorted()).toEqual([code, ...(together[code] ?? [])].toSorted());
    expect(saidOf(good, setting)).toEqual([]);
  });
});
