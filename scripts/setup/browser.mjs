import { copyFileSync, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { aptInstall, canAptInstall } from "../lib/aptInstall.mjs";
import { installPackage } from "../lib/npm.mjs";
import { inCache } from "../lib/paths.mjs";
import { runCommand } from "../lib/runCommand.mjs";
import { step } from "../lib/say.mjs";
import { SetupError } from "../lib/setupError.mjs";

/** Debian's names, best first: the one that can't show a window takes a fifth less time for the same pages. */
const packages = ["chromium-headless-shell", "chromium"];

const linuxNames = [
  ...packages,
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];

/** Where Chromium, Chrome and Edge usually are. */
const usualPlaces = () => {
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === "win32") {
    const roots = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];
    const programs = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];
    return roots.flatMap((root) => (root === undefined ? [] : programs.map((program) => join(root, program))));
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  return linuxNames.flatMap((name) => folders.map((folder) => join(folder, name)));
};

/** A file with the right name can be a stub that only says how to install a browser, so ask it for its version. */
const starts = async (/** @type {string} */ program) =>
  process.platform === "win32" || (await runCommand(program, ["--version"])).code === 0;

const findInstalled = async () => {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== "") {
    if (await starts(named)) return named;
    throw new SetupError(`CHROME_PATH names ${named}, and that does not start.`);
  }
  for (const program of usualPlaces()) {
    if (existsSync(program) && (await starts(program))) return program;
  }
  return undefined;
};

const carried = inCache("browser", "chromium");

const installFromNpm = (/** @type {string} */ node) =>
  step("Chromium (from npm)", async () => {
    const folder = inCache("browser");
    await installPackage(node, folder, "@sparticuz/chromium@153.0.0");
    const unpack =
      'const { default: it } = await import("@sparticuz/chromium"); console.log(await it.executablePath());';
    const { code, output } = await runCommand(node, ["--input-type=module", "--eval", unpack], { cwd: folder });
    if (code !== 0) throw new SetupError(`The Chromium from npm could not be unpacked:\n${output.trim()}`);
    copyFileSync(output.trim(), carried);
  });

/**
 * Path of a Chromium, Chrome or Edge: an installed one, or one that this installs.
 * @param {string} node
 */
export const ensureBrowser = async (node) => {
  const installed = await findInstalled();
  if (installed !== undefined) return installed;
  if (canAptInstall()) {
    const now = await step("Chromium (apt-get)", async () => {
      for (const name of packages) {
        await aptInstall(name);
        const found = await findInstalled();
        if (found !== undefined) return found;
      }
      return undefined;
    });
    if (now !== undefined) return now;
  }
  if (process.platform === "linux" && process.arch === "x64") {
    if (!existsSync(carried)) await installFromNpm(node);
    if (await starts(carried)) return carried;
  }
  throw new SetupError(
    "No browser found. Install Chromium, Chrome or Edge, or set CHROME_PATH to one, and run this again.",
  );
};
