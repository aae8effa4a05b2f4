import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../scripts/lib/runCommand.mjs";
import { tools } from "../../scripts/lib/tools.mjs";
import { inProject } from "../support/paths";
import { type Case, goodCases, refusedCases } from "./cases";

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string };
}

const cases: readonly Case[] = [...refusedCases, ...goodCases];
const fileOf = ({ folder }: Case, index: number): string => `${folder}/case${index}.ts`;

/** A project of small files under our rules; returns the rules that Biome says each file breaks. */
async function lint(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  await cp(inProject("biome.json"), join(folder, "biome.json"));
  await cp(inProject("scripts", "lint"), join(folder, "scripts", "lint"), { recursive: true });
  await symlink(inProject("node_modules"), join(folder, "node_modules"), "junction");
  for (const [index, each] of cases.entries()) {
    const file = join(folder, fileOf(each, index));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${each.code}\n`);
  }
  const options = ["lint", "--reporter=json", "--max-diagnostics=none", "--vcs-enabled=false", "src", "media"];
  const { output } = await runCommand(process.execPath, [inProject(tools.biome), ...options], { cwd: folder });
  const json = output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1);
  const { diagnostics } = JSON.parse(json) as { readonly diagnostics: readonly Diagnostic[] };
  const broken = new Map<string, readonly string[]>();
  for (const { category, location } of diagnostics) {
    broken.set(location.path, [...(broken.get(location.path) ?? []), category]);
  }
  return broken;
}

describe("the lint rules", () => {
  let folder: string;
  let broken: ReadonlyMap<string, readonly string[]>;
  const rulesBrokenBy = (each: Case): readonly string[] => broken.get(fileOf(each, cases.indexOf(each))) ?? [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "langgraph-crons-lint-"));
    broken = await lint(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(refusedCases)("refuse $title", (each) => {
    expect(rulesBrokenBy(each)).toContain(each.rule);
  });

  it.each(goodCases)("allow $title", (each) => {
    expect(rulesBrokenBy(each)).toEqual([]);
  });
});
