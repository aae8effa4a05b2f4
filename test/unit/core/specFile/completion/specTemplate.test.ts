import { describe, expect, it, test } from "vitest";
import { parameters } from "../../../../../src/core/arguments/parameters";
import { checkArguments } from "../../../../../src/core/checks/checkArguments";
import { specTemplate } from "../../../../../src/core/specFile/completion/specTemplate";
import { parseSpecFile } from "../../../../../src/core/specFile/parseSpecFile";
import { written } from "./written";

const options = { now: Date.UTC(2026, 10, 23), minimumMinutes: 5 };

function findings(text: string) {
  const { specs, problems } = parseSpecFile(text, "my-cron");
  return [
    ...problems.map(({ finding }) => finding),
    ...specs.flatMap((spec) => checkArguments(spec.arguments, options)),
  ];
}

describe("specTemplate", () => {
  const text = written(specTemplate({ translate: (text) => text }));

  it("is a spec without findings as inserted", () => {
    expect(findings(text)).toEqual([]);
  });

  it("names every parameter that isn't deprecated, with its help", () => {
    for (const { name, help, deprecated } of parameters) {
      expect(text.includes(`"${name}":`), name).toBe(deprecated === undefined);
      if (text.includes(`// "${name}":`)) expect(text).toContain(help);
    }
  });

  it("still reads when every comment that holds a key is switched on", () => {
    const allOn = text.replace(/^\t\/\/ (".*,)$/gm, "\t$1");
    const { specs, problems } = parseSpecFile(allOn, "my-cron");
    expect(problems).toEqual([]);
    expect(Object.keys(specs[0]?.arguments ?? {})).toHaveLength(parameters.filter((each) => !each.deprecated).length);
  });

  test.each([{}, { isShort: true }, { isInList: true, isOnThread: true }])(
    "stops at one value after the other, at last at the message's text alone: %j",
    (options) => {
      const snippet = specTemplate({ translate: (text) => text, ...options });
      const stops = [...snippet.matchAll(/\$\{(\d+):((?:\\.|[^}\\])*)\}/g)].map(([, stop, text]) => [
        Number(stop),
        text,
      ]);
      expect(stops.map(([stop]) => stop)).toEqual(stops.map((_, index) => index + 1));
      expect(stops.at(-1)?.[1]).toBe("hello!");
      expect(snippet).toContain('"content": "${');
    },
  );
});
