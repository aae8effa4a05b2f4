import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../../package.json";
import { stages } from "../../../scripts/lib/testStages.mjs";

const pages = globSync(["*.md", "docs/*.md"]).map((page) => ({
  page,
  text: readFileSync(page, "utf8"),
}));
const forContributors = pages.filter(({ page }) => ["CONTRIBUTING.md", join("docs", "architecture.md")].includes(page));

/** Folders of the project, and of `src`, which the architecture page names without it. */
const path =
  /^(src|test|scripts|media|docs|sample|l10n|core|platform|features|protocol|node|cli|\.github|\.vscode)\/[\w./*-]+$/;
const fileName = /^\.?[\w-]+(\.[\w-]+)*\.(ts|mjs|mts|json|md|yml|css|py|txt)$/;

const files = globSync(["*", ".*", "{src,test,scripts,media,docs,sample,l10n}/**", ".github/**"]);
const names = new Set(files.map((file) => basename(file)));
const isThere = (named: string): boolean => globSync([named, join("src", named)]).length > 0;

const inCode = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code.replace(/\/$/, ""));

/** Headings as GitHub makes anchors of them. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );

describe("docs", () => {
  test.each(forContributors)("$page names existing files and folders", ({ text }) => {
    const named = inCode(text);
    const paths = named.filter((each) => path.test(each));
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((each) => !isThere(each))).toEqual([]);
    expect(named.filter((each) => fileName.test(each) && !names.has(each))).toEqual([]);
  });

  test.each(pages)("$page: links lead to existing pages and headings", ({ page, text }) => {
    const links = [...text.matchAll(/\]\((?!https?:|command:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
    const broken = links.filter((link) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? page : join(dirname(page), file);
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(target, "utf8")).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test.each(pages)("$page names existing scripts and stages", ({ text }) => {
    const scripts = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name);
    expect(scripts.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
    const named = [...text.matchAll(/npm test -- ((?:\w+ ?)+)/g)].flatMap(([, words = ""]) => words.trim().split(" "));
    expect(named.filter((name) => !stages.some((stage) => stage.name === name))).toEqual([]);
    const programs = [...text.matchAll(/\bnode (scripts\/[\w./-]+)/g)].map(([, file = ""]) => file);
    expect(programs.filter((file) => !existsSync(file))).toEqual([]);
  });
});
