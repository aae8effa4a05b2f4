import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { inProject } from "../support/paths";

/** Checks that the notices of a package name exactly these libraries, each with the text of its licence. */
export async function expectNotices(folder: string, names: readonly string[]): Promise<void> {
  const notices = await readFile(join(folder, "ThirdPartyNotices.txt"), "utf8");
  const [, ...parts] = notices.split(/^-{80}$/m).map((part) => part.trim());
  expect(parts.map((part) => part.split(" ")[0])).toEqual(names);
  for (const [index, name] of names.entries()) {
    const files = await readdir(inProject("node_modules", name));
    const file = files.find((each) => /^licen[cs]e/i.test(each));
    const text = file === undefined ? undefined : await readFile(inProject("node_modules", name, file), "utf8");
    // One library has no text of its licence; its manifest says MIT.
    expect(parts[index]).toContain(text?.trim() ?? "Permission is hereby granted, free of charge");
  }
}
