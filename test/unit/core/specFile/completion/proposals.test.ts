import { describe, expect, test } from "vitest";
import type { RawArguments } from "../../../../../src/core/arguments/cronArguments";
import { parameters } from "../../../../../src/core/arguments/parameters";
import { checkArguments } from "../../../../../src/core/checks/checkArguments";
import { scheduleOf } from "../../../../../src/core/schedule/guide/scheduleOf";
import { schedulePresets } from "../../../../../src/core/schedule/guide/schedulePresets";
import { findTimeZone } from "../../../../../src/core/schedule/timeZone";
import { cronProposals } from "../../../../../src/core/specFile/completion/cronProposals";
import { configKeyProposals, specKeyProposals } from "../../../../../src/core/specFile/completion/keyProposals";
import {
  placeholderProposals,
  placeholderRange,
  takesPlaceholders,
} from "../../../../../src/core/specFile/completion/placeholderProposals";
import type { SpecPlace } from "../../../../../src/core/specFile/completion/specPlace";
import { valueProposals } from "../../../../../src/core/specFile/completion/valueProposals";
import { parseSpecFile } from "../../../../../src/core/specFile/parseSpecFile";
import { placeAt } from "./placeAt";
import { written } from "./written";

const now = Date.UTC(2026, 10, 23, 12);
const sources = { now, localZone: "Asia/Tokyo", fileName: "daily" };

function insertAt(marked: string, insert: string, { replace } = placeAt(marked).place): string {
  const { text } = placeAt(marked);
  return text.slice(0, replace.offset) + written(insert) + text.slice(replace.offset + replace.length);
}

const labels = (proposals: readonly { readonly label: string }[]) => proposals.map(({ label }) => label);
const keysAt = (marked: string) =>
  specKeyProposals(placeAt(marked).given, (key) => marked.includes(`"${key}"`), placeAt(marked).place);
const valuesAt = (marked: string) => valueProposals(placeAt(marked).given, placeAt(marked).place, sources);

describe("keys", () => {
  test("are all that the cron doesn't have yet, with their help", () => {
    const keys = keysAt('{ "name": "a", "schedule": "0 9 * * *", "protect": true, | }');
    const missing = parameters.filter(({ name }) => name !== "schedule");
    expect(labels(keys)).toEqual(missing.map(({ name }) => name));
    expect(keys.map(({ help }) => help)).toEqual(missing.map(({ help }) => help));
    expect(keys.filter(({ isDeprecated }) => isDeprecated).map(({ label }) => label)).toEqual(["checkpoint_during"]);
  });

  test("begin with the name", () => {
    expect(labels(keysAt("{ | }"))[0]).toBe("name");
  });

  test("for threads of each run only if each run creates one", () => {
    expect(labels(keysAt('{ "thread_id": null, | }'))).toContain("on_run_completed");
    expect(labels(keysAt('{ "thread_id": "8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21", | }'))).not.toContain(
      "on_run_completed",
    );
  });

  test("come with a value, and with the comma before what follows", () => {
    const [headers] = keysAt('{ | "name": "a" }').filter(({ label }) => label === "headers");
    expect(insertAt('{ | "name": "a" }', headers?.insert ?? "")).toBe('{ "headers": { "": "" }, "name": "a" }');
    const [enabled] = keysAt('{ "en|" }').filter(({ label }) => label === "enabled");
    expect(insertAt('{ "en|" }', enabled?.insert ?? "")).toBe('{ "enabled": false }');
  });

  test("alone if there already is a value", () => {
    const [schedule] = keysAt('{ "sch|": "0 9 * * *" }').filter(({ label }) => label === "schedule");
    expect(insertAt('{ "sch|": "0 9 * * *" }', schedule?.insert ?? "")).toBe('{ "schedule": "0 9 * * *" }');
  });

  test("of config", () => {
    const { given, place } = placeAt('{ "config": { "tags": [], | } }');
    expect(labels(configKeyProposals(given.config, place))).toEqual(["recursion_limit", "configurable"]);
  });
});

describe("values", () => {
  const paths = parameters.map(({ name }) => [name, valuesAt(`{ "${name}": | }`)] as const);

  test.each(paths)("of %s are JSON, and each is accepted", (name, proposals) => {
    for (const { insert } of proposals.filter(({ goesOn }) => goesOn !== true)) {
      const value = JSON.parse(written(insert));
      const spec: RawArguments = {
        thread_id: null,
        assistant_id: "a",
        schedule: "0 9 * * *",
        input: {},
        [name]: value,
      };
      expect(checkArguments(spec, { now, minimumMinutes: 5 }).filter(({ severity }) => severity === "error")).toEqual(
        [],
      );
    }
  });

  test("of enums are complete, in lists only the missing ones", () => {
    expect(labels(valuesAt('{ "durability": | }'))).toEqual(["async", "sync", "exit"]);
    const modes = labels(valuesAt('{ "stream_mode": ["values", "|", "debug"] }'));
    expect(modes).toContain("updates");
    expect(modes).not.toContain("values");
    expect(modes).not.toContain("debug");
  });

  test("of zones begin with this computer's and UTC, each once, each known to the server", () => {
    const zones = labels(valuesAt('{ "timezone": "|" }'));
    expect(zones.slice(0, 2)).toEqual(["Asia/Tokyo", "UTC"]);
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones.length).toBeGreaterThan(400);
    expect(zones.filter((zone) => findTimeZone(zone) === undefined)).toEqual([]);
  });

  test("of end_time are in the future", () => {
    expect(labels(valuesAt('{ "end_time": | }'))[0]).toBe("2026-11-30T00:00:00Z");
  });

  test("of schedule are the presets", () => {
    const presets = schedulePresets.map(({ guide }) => scheduleOf(guide));
    expect(labels(valuesAt('{ "schedule": "|" }'))).toEqual(presets);
  });

  test("are none for unknown keys, and inside the graph's own values", () => {
    expect(valuesAt('{ "scheduel": "|" }')).toEqual([]);
    expect(valuesAt('{ "input": { "schedule": "|" } }')).toEqual([]);
    expect(valuesAt('{ "schedule": ["|"] }')).toEqual([]);
  });
});

describe("whole crons", () => {
  const all = (isInList: boolean) => cronProposals(placeAt(isInList ? "[|]" : "|").place, (text) => text);

  test("are specs without findings, except for a thread that must be named", () => {
    for (const { insert, label } of all(false)) {
      const { problems, specs } = parseSpecFile(written(insert), "file");
      expect(problems).toEqual([]);
      const found = specs.flatMap((spec) => [
        ...spec.findings,
        ...checkArguments(spec.arguments, { now, minimumMinutes: 5 }),
      ]);
      expect(found.map(({ path }) => path)).toEqual(label === "Cron on a thread" ? [["thread_id"]] : []);
    }
  });

  test("have a name in a list", () => {
    for (const { insert } of all(true)) {
      const { specs } = parseSpecFile(`[${written(insert)}]`, "file");
      expect(specs.map(({ name, findings }) => ({ name, findings }))).toEqual([{ name: "daily-report", findings: [] }]);
    }
  });
});

describe("placeholders", () => {
  const rangeAt = (marked: string) => {
    const { text, place, offset } = placeAt(marked);
    const range = placeholderRange(text, place, offset);
    return text.slice(range.offset, range.offset + range.length);
  };

  test.each([
    ['{ "headers": { "a": "|" } }', ""],
    ['{ "headers": { "a": "Bearer |" } }', ""],
    ['{ "headers": { "a": "Bearer $|" } }', "$"],
    ['{ "headers": { "a": "${|}" } }', "${}"],
    ['{ "params": { "a": ["${env:TE|AM} b"] } }', "${env:TEAM}"],
    ['{ "metadata": { "a": { "b": "${sec|" } } }', "${sec"],
    ['{ "webhook": "https://x/${env:A}/${|" }', "${"],
    ['{ "metadata": { "a": | } }', ""],
  ])("in %s replace the beginning that was typed", (marked, replaced) => {
    expect(takesPlaceholders(placeAt(marked).place)).toBe(true);
    expect(rangeAt(marked)).toBe(replaced);
  });

  test.each(['{ "input": { "a": "|" } }', '{ "headers": "|" }', '{ "schedule": "|" }', '{ "headers": { "|": "" } }'])(
    "aren't offered in %s, where they have no effect",
    (marked) => expect(takesPlaceholders(placeAt(marked).place)).toBe(false),
  );

  test("are inserted as they are written, quoted if there is no text yet", () => {
    const proposals = placeholderProposals({ env: ["TEAM"], secret: ["KEY"] }, true);
    expect(proposals.map(({ insert }) => written(insert))).toEqual([
      "${env:TEAM}",
      "${env:NAME}",
      "${secret:KEY}",
      "${secret:NAME}",
    ]);
    const [quoted] = placeholderProposals({ env: ["TEAM"], secret: [] }, false);
    expect(written(quoted?.insert ?? "")).toBe('"${env:TEAM}"');
  });
});

test("every proposal adds a missing comma in its place", () => {
  const place: SpecPlace = placeAt('{ "name": "a"\n | }').place;
  expect(place.commaAt).toBe(13);
});
