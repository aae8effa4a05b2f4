import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findingAnnotation, githubAnnotation } from "../../../src/cli/files/githubAnnotation";

const place = { file: "crons/a.cron.json", start: { line: 2, character: 4 }, end: { line: 2, character: 9 } };

describe("githubAnnotation", () => {
  test("counts from 1, including the end", () => {
    expect(githubAnnotation("warning", place, "spec.null", "Leave it out.")).toBe(
      "::warning file=crons/a.cron.json,line=3,endLine=3,col=5,endColumn=9,title=spec.null::Leave it out.",
    );
    const point = { ...place, end: place.start };
    expect(githubAnnotation("error", point, "t", "m")).toContain("line=3,endLine=3,col=5,endColumn=5,");
  });

  test("gives only lines if something spans several", () => {
    expect(githubAnnotation("error", { ...place, end: { line: 5, character: 1 } }, "t", "m")).toBe(
      "::error file=crons/a.cron.json,line=3,endLine=6,title=t::m",
    );
  });

  test.each([
    ["error", "error"],
    ["warning", "warning"],
    ["info", "notice"],
    ["hint", "notice"],
  ] as const)("a finding that is %s is a %s", (severity, command) => {
    const finding = { code: "spec.file-empty", severity, path: [], args: {} } as const;
    const line = findingAnnotation({ finding, range: { offset: 0, length: 0 } }, place);
    expect(line).toMatch(new RegExp(`^::${command} .*title=spec\\.file-empty::This file contains no cron`));
  });

  test("escapes what would end a property or the command", () => {
    const hostile = { ...place, file: "a,title=x::b%0A\n.cron.json" };
    expect(githubAnnotation("error", hostile, "a:b,c", "100%\r\n::error::x")).toBe(
      "::error file=a%2Ctitle=x%3A%3Ab%250A%0A.cron.json,line=3,endLine=3,col=5,endColumn=9,title=a%3Ab%2Cc::100%25 ::error::x",
    );
  });

  test("is one line and one command, whatever it contains", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\n::error::x", "::stop-commands::t", ",file=x"),
    );
    fc.assert(
      fc.property(text, text, text, (file, title, message) => {
        const line = githubAnnotation("error", { ...place, file }, title, message);
        expect(line).not.toMatch(/[\r\n]/);
        const [, properties = "", data] = /^::error (.*?)::(.*)$/su.exec(line) ?? [];
        expect(properties.split(",").map((property) => property.split("=")[0])).toEqual([
          "file",
          "line",
          "endLine",
          "col",
          "endColumn",
          "title",
        ]);
        expect(data).toBeDefined();
      }),
    );
  });
});
