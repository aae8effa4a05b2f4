import { describe, expect, test } from "vitest";
import { releaseOf } from "../../../scripts/release/releaseOf.mjs";
import { wantedVscode } from "../../../scripts/release/wantedVscode.mjs";

const changelog =
  "# Changelog\n\n## 1.2.0 - 2026-12-01\n\n- One.\n\n  ### Not a section\n\n- Two.\n\n## 1.2\n\nOther.\n\n## 1.1.0\n\n- Old.\n";
const sources = { tag: "v1.2.0", versions: { "package.json": "1.2.0", "package-lock.json": "1.2.0" }, changelog };

describe("what a tag releases", () => {
  test("is its section of the changelog, without the heading", () => {
    expect(releaseOf(sources)).toEqual({ version: "1.2.0", notes: "- One.\n\n  ### Not a section\n\n- Two." });
    const last = { ...sources, tag: "v1.1.0", versions: { "package.json": "1.1.0" } };
    expect(releaseOf(last)).toEqual({ version: "1.1.0", notes: "- Old." });
  });

  test("an empty section for the next version is fine, with any line ends", () => {
    const next = changelog.replace("## 1.2.0", "## Unreleased\n\n## 1.2.0").replaceAll("\n", "\r\n");
    expect(releaseOf({ ...sources, changelog: next })).toMatchObject({ version: "1.2.0" });
  });

  test.each(["1.2.0", "v1.2", "v1.2.0-rc.1", "release", ""])("not a version: %j", (tag) => {
    expect(releaseOf({ ...sources, tag })).toEqual({ problems: [`The tag ${tag} isn't a version such as v1.2.3.`] });
  });

  test.each([
    [{ versions: { "package.json": "1.1.0", other: undefined } }, ["package.json says 1.1.0", "other says undefined"]],
    [{ changelog: "# Changelog\n\n## 1.2.00\n\n- No.\n" }, ['no section "## 1.2.0"']],
    [{ changelog: "# Changelog\n\n## 1.2.0\n\n## 1.1.0\n\n- Old.\n" }, ['"## 1.2.0" of CHANGELOG.md is empty']],
    [{ changelog: `## Unreleased\n\n- New.\n\n${changelog}` }, ["belong to 1.2.0"]],
    [{ changelog: "## Unreleased\n\n- New.\n", versions: {} }, ['no section "## 1.2.0"', "belong to 1.2.0"]],
  ])("every obstacle is reported: %j", (change, problems) => {
    expect(releaseOf({ ...sources, ...change })).toEqual({
      problems: problems.map((problem) => expect.stringContaining(problem)),
    });
  });
});

test("the oldest VS Code is the manifest's", () => {
  expect(wantedVscode("oldest", "^1.100.0")).toBe("1.100.0");
  expect(wantedVscode("stable", "^1.100.0")).toBe("stable");
});
