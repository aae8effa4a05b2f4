import { describe, expect, it } from "vitest";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { specWithArguments } from "../../../../src/core/specFile/specWithArguments";

const text = `// our crons
[
  { "name": "one", "schedule": "0 1 * * *" },
  {
    "name": "two", // the other
    "schedule": "0 2 * * *",
    /* why */ "input": { "topic": "news", // which
      "length": 5 },
    "webhook": "https://example.com/\${env:HOOK}",
  }
]
`;

function changed(args: object): string {
  const spec = parseSpecFile(text, "file").specs[1];
  if (spec === undefined) throw new Error("no second spec");
  return specWithArguments(text, spec, { ...spec.arguments, ...args });
}

describe("A spec that gets other values", () => {
  it("keeps its text if nothing differs", () => {
    expect(changed({})).toBe(text);
  });

  it("changes values in place: comments, names, placeholders and other specs stay", () => {
    expect(changed({ schedule: "30 2 * * *", input: { topic: "news", length: 7 } })).toBe(
      text.replace('"0 2 * * *"', '"30 2 * * *"').replace('"length": 5', '"length": 7'),
    );
  });

  it("gains keys, and loses those that were removed", () => {
    const spec = parseSpecFile(text, "file").specs[1];
    const { webhook: _webhook, ...others } = spec?.arguments ?? {};
    const written = spec && specWithArguments(text, spec, { ...others, timezone: "Europe/Berlin" });
    const [one, two] = parseSpecFile(written ?? "", "file").specs;
    expect(one).toMatchObject({ name: "one", arguments: { schedule: "0 1 * * *" } });
    expect(two).toMatchObject({ name: "two", arguments: { ...others, timezone: "Europe/Berlin" } });
    expect(two?.arguments).not.toHaveProperty("webhook");
    expect(written).toContain("/* why */");
  });

  it("is written to a file that contains one cron", () => {
    const single = '{\n\t"schedule": "0 9 * * *"\n}\n';
    const [spec] = parseSpecFile(single, "daily").specs;
    const written = spec && specWithArguments(single, spec, { schedule: "0 9 * * *", enabled: false });
    expect(written).toBe('{\n\t"schedule": "0 9 * * *",\n\t"enabled": false\n}\n');
  });
});
