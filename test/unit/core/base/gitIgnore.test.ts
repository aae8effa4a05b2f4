import { expect, test } from "vitest";
import { GitIgnore } from "../../../../src/core/base/gitIgnore";

/** A computer with these files, and what was looked at. */
function git(files: Readonly<Record<string, string>>) {
  const looks: string[] = [];
  const ignore = new GitIgnore({
    read: async (path) => files[path],
    exists: async (path) => {
      looks.push(path);
      return Object.keys(files).some((file) => file === path || file.startsWith(`${path}/`));
    },
  });
  return { ignore, looks };
}

const repository = {
  "/home/repo/.git/HEAD": "",
  "/home/repo/.git/info/exclude": "/secret.cron.json",
  "/home/repo/.gitignore": "*.tmp.cron.json\nbuild/\n# a comment\n\n/top/*.cron.json\n!/top/kept.cron.json\n",
  "/home/repo/a/.gitignore": "!one.tmp.cron.json\n",
  "/home/.gitignore": "*",
  "/home/repo/module/.git": "gitdir: ../.git/modules/module",
  "/home/repo/module/.gitignore": "x.cron.json",
};

test.each([
  ["/home/repo/a.cron.json", false],
  ["/home/repo/a.tmp.cron.json", true],
  ["/home/repo/a/one.tmp.cron.json", false],
  ["/home/repo/a/two.tmp.cron.json", true],
  ["/home/repo/a/b/one.tmp.cron.json", false],
  ["/home/repo/build/a.cron.json", true],
  ["/home/repo/a/build/deep/a.cron.json", true],
  ["/home/repo/buildx/a.cron.json", false],
  ["/home/repo/top/a.cron.json", true],
  ["/home/repo/top/kept.cron.json", false],
  ["/home/repo/a/top/a.cron.json", false],
  ["/home/repo/secret.cron.json", true],
  ["/home/repo/a/secret.cron.json", false],
  ["/home/repo/A.TMP.cron.json", false],
  // A repository within another one is its own.
  ["/home/repo/module/a.tmp.cron.json", false],
  ["/home/repo/module/x.cron.json", true],
  ["/home/other/a.cron.json", false],
])("%s is ignored: %s", async (path, ignored) => {
  expect(await git(repository).ignore.ignores(path, "file")).toBe(ignored);
});

test("a file in an ignored folder can't be un-ignored, as in git", async () => {
  const files = { ...repository, "/home/repo/build/.gitignore": "!*" };
  expect(await git(files).ignore.ignores("/home/repo/build/a.cron.json", "file")).toBe(true);
  expect(await git(files).ignore.ignores("/home/repo/build", "folder")).toBe(true);
  expect(await git(files).ignore.ignores("/home/repo/build", "file")).toBe(false);
});

test("each folder is looked at once, however many files are in it", async () => {
  const { ignore, looks } = git(repository);
  for (const name of ["a", "b", "c"]) await ignore.ignores(`/home/repo/deep/down/${name}.cron.json`, "file");
  expect(looks).toEqual(["/home/repo/deep/down/.git", "/home/repo/deep/.git", "/home/repo/.git"]);
});

test.each(["/a.cron.json", "c:/a.cron.json", "a.cron.json", "//host/share/a.cron.json"])(
  "the search ends at a root: %s",
  async (path) => {
    expect(await git({}).ignore.ignores(path, "file")).toBe(false);
  },
);
