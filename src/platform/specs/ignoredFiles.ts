import * as vscode from "vscode";
import { GitIgnore } from "../../core/base/gitIgnore";

/** Which files of the workspace git ignores: a copy made by a build doesn't count as a spec file. */
export class IgnoredFiles {
  private readonly byPlace = new Map<string, GitIgnore>();
  private readonly answers = new Map<string, boolean>();

  async isIgnored(file: vscode.Uri, kind: "file" | "folder" = "file"): Promise<boolean> {
    const place = `${file.scheme}//${file.authority}`;
    const git = this.byPlace.get(place) ?? gitIgnoreAt(file);
    this.byPlace.set(place, git);
    const answer = await git.ignores(file.path, kind);
    this.answers.set(file.toString(), answer);
    return answer;
  }

  /** The known answer; undefined if there is none yet. */
  known(file: vscode.Uri): boolean | undefined {
    return this.answers.get(file.toString());
  }

  /** Called when a file of patterns has changed. */
  forget(): void {
    this.byPlace.clear();
    this.answers.clear();
  }
}

/** The files that git does not ignore. */
export async function withoutIgnored(
  files: readonly vscode.Uri[],
  ignored = new IgnoredFiles(),
): Promise<readonly vscode.Uri[]> {
  const kept: vscode.Uri[] = [];
  for (const file of files) if (!(await ignored.isIgnored(file))) kept.push(file);
  return kept;
}

/** Uses the file system of the file, which may be a virtual one. */
function gitIgnoreAt(file: vscode.Uri): GitIgnore {
  const { fs } = vscode.workspace;
  const at = (path: string) => file.with({ path, query: "", fragment: "" });
  return new GitIgnore({
    read: async (path) => {
      try {
        return new TextDecoder().decode(await fs.readFile(at(path)));
      } catch {
        return undefined;
      }
    },
    exists: async (path) => {
      try {
        await fs.stat(at(path));
        return true;
      } catch {
        return false;
      }
    },
  });
}
