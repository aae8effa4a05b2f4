import { describe, expect, it } from "vitest";
import { checkArguments } from "../../../src/core/spec/checkArguments";
import { parameters } from "../../../src/core/spec/parameters";
import { parseSpecFile } from "../../../src/core/spec/parseSpecFile";
import { specTemplate } from "../../../src/features/specFile/specTemplate";

const options = { now: Date.UTC(2026, 10, 23), minimumMinutes: 5 };

/** What VS Code makes of the snippet when the user only presses Escape. */
function written(snippet: string): string {
  return snippet.replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1").replace(/\\([\\$}])/g, "$1");
}

function findings(text: string) {
  const { specs, problems } = parseSpecFile(text, "my-cron");
  return [
    ...problems.map(({ finding }) => finding),
    ...specs.flatMap((spec) => checkArguments(spec.arguments, options)),
  ];
}

describe("specTemplate", () => {
  const text = written(specTemplate(({ help }) => help));

  it("is a spec without findings as it comes", () => {
    expect(findings(text)).toEqual([]);
  });

  it("names every parameter that isn't deprecated, with its help", () => {
    for (const { name, help, deprecated } of parameters) {
      expect(text.includes(`"${name}":`), name).toBe(deprecated === undefined);
      if (text.includes(`// "${name}":`)) expect(text).toContain(help);
    }
  });

  it("still reads when every comment that holds a key is switched on", () => {
    const allOn = text.replace(/^ {2}\/\/ (".*,)$/gm, "  $1");
    const { specs, problems } = parseSpecFile(allOn, "my-cron");
    expect(problems).toEqual([]);
    expect(Object.keys(specs[0]?.arguments ?? {})).toHaveLength(parameters.filter((each) => !each.deprecated).length);
  });
});
