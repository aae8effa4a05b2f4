import { describe, expect, test } from "vitest";
import { type FolderEntry, type FolderPorts, filesBelow } from "../../../../src/core/specFile/filesBelow";

type Tree = { readonly [name: string]: Tree | "file" | "link" | "other" | "locked" };

/** `ignored`: what git ignores, with all below. */
function portsOf(tree: Tree, ignored: readonly string[] = []): FolderPorts<string> {
  const at = (path: string) =>
    path.split("/").reduce<Tree[string] | undefined>((here, name) => (typeof here === "object" ? here[name] : here), {
      set: tree,
    });
  return {
    entries: async (path) => {
      const here = at(path);
      if (typeof here !== "object") throw new Error("EACCES");
      return Object.entries(here).map(([name, what]): FolderEntry => {
        const kind = typeof what === "object" || what === "locked" ? "folder" : what;
        return { name, kind };
      });
    },
    child: (folder, name) => `${folder}/${name}`,
    isIgnored: async (path) => ignored.some((each) => path === each || path.startsWith(`${each}/`)),
  };
}

const find = (tree: Tree, ignored?: readonly string[]) =>
  filesBelow("set", (_file, name) => name.endsWith(".cron.json"), portsOf(tree, ignored));

describe("The files of a set", () => {
  test("are those of all folders, sorted, but of hidden ones, packages and what git ignores", async () => {
    const tree: Tree = {
      "b.cron.json": "file",
      "a.cron.json": "file",
      "readme.md": "file",
      team: { "z.cron.json": "file", deep: { "y.cron.json": "file" } },
      ".hidden": { "x.cron.json": "file" },
      node_modules: { "x.cron.json": "file" },
      dist: { "x.cron.json": "file" },
      "old.cron.json": "file",
    };
    expect(await find(tree, ["set/dist", "set/old.cron.json"])).toEqual({
      files: ["set/a.cron.json", "set/b.cron.json", "set/team/deep/y.cron.json", "set/team/z.cron.json"],
      unreadable: [],
    });
  });

  test("are all, if the folder itself is one that git ignores", async () => {
    const { files } = await find({ "a.cron.json": "file", team: { "b.cron.json": "file" } }, ["set"]);
    expect(files).toEqual(["set/a.cron.json", "set/team/b.cron.json"]);
  });

  test("are not all found where something can't be read: each such place is told, and the rest found", async () => {
    const tree: Tree = {
      "a.cron.json": "file",
      "pipe.cron.json": "other",
      pipe: "other",
      "gone.cron.json": "link",
      locked: "locked",
      team: { locked: "locked", "b.cron.json": "file" },
    };
    expect(await find(tree)).toEqual({
      files: ["set/a.cron.json", "set/gone.cron.json", "set/team/b.cron.json"],
      unreadable: [
        { kind: "folder", place: "set/locked", error: new Error("EACCES") },
        { kind: "other", place: "set/pipe.cron.json" },
        { kind: "folder", place: "set/team/locked", error: new Error("EACCES") },
      ],
    });
  });

  test("are none of a folder that can't be read or is one by name only", async () => {
    expect(await filesBelow("set/a", () => true, portsOf({ a: "locked" }))).toEqual({
      files: [],
      unreadable: [{ kind: "folder", place: "set/a", error: new Error("EACCES") }],
    });
    expect((await find({ "folder.cron.json": { "a.cron.json": "file" } })).files).toEqual([
      "set/folder.cron.json/a.cron.json",
    ]);
  });
});
