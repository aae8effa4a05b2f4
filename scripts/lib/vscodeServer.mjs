import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { vscodeServerMain } from "../setup/vscodeServer.mjs";
import { freePort } from "./freePort.mjs";
import { answersAt, startServerProcess } from "./serverProcess.mjs";

/**
 * @typedef {object} VscodeServerOptions
 * @property {string} node
 * @property {string} folder for the server's data and installed extensions
 * @property {string} log
 * @property {boolean} [trusted] false: the workbench opens a folder in restricted mode. Default: true
 * @property {number} [preferredPort]
 * @property {boolean} [forPeople] an extension is installed from its folder, notifications pop up; a test drives the
 *   window, and names the folder of an extension under development in the address
 * @property {NodeJS.ProcessEnv} [env] added to this process's; extension hosts see it
 *
 * @typedef {object} WorkbenchAddress
 * @property {string} workspace folder to open
 * @property {string} [extension] folder of an extension under development; not for people
 * @property {string} [file] opened in an editor
 * @property {string} [tests] module with `run()`, started in the extension host
 *
 * @typedef {import("./serverProcess.mjs").ServerProcess & {
 *   readonly port: number,
 *   readonly address: (what: WorkbenchAddress) => string,
 * }} VscodeServerProcess
 */

const foldersOf = (/** @type {string} */ folder) => [
  "--server-data-dir",
  join(folder, "data"),
  "--extensions-dir",
  join(folder, "extensions"),
  "--accept-server-license-terms",
];

/** If this script runs inside VS Code, its variables must not reach the extension host. */
const cleanEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));

/** With forward slashes and a leading one, as the path of a URL. */
const urlPath = (/** @type {string} */ path) => encodeURI(path.replaceAll("\\", "/").replace(/^(?!\/)/, "/"));

const addressOf = (
  /** @type {number} */ port,
  /** @type {WorkbenchAddress} */ { workspace, extension, file, tests },
) => {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${urlPath(path)}`;
  const payload = [
    ...(file === undefined ? [] : [["openFile", remote(file)]]),
    ...(extension === undefined ? [] : [["extensionDevelopmentPath", remote(extension)]]),
    ...(tests === undefined ? [] : [["extensionTestsPath", remote(tests)]]),
  ];
  const query = new URLSearchParams({ folder: urlPath(workspace) });
  if (payload.length > 0) query.set("payload", JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
};

/**
 * Starts the VS Code that runs in a browser.
 * @param {VscodeServerOptions} options
 * @returns {Promise<VscodeServerProcess>}
 */
export const startVscodeServerProcess = async (options) => {
  const port = await freePort(options.preferredPort);
  mkdirSync(options.folder, { recursive: true });
  const server = await startServerProcess({
    title: "VS Code",
    program: options.node,
    args: [
      vscodeServerMain,
      ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--telemetry-level", "off"],
      ...foldersOf(options.folder),
      ...(options.trusted === false ? [] : ["--disable-workspace-trust"]),
      // An address can name an extension's folder only with this driver; the driver hides notifications.
      // A window that a test has closed doesn't come back; its extension host would wait for it for hours. On a busy
      // machine a window that is still open can lose its connection for some seconds.
      ...(options.forPeople === true ? [] : ["--enable-smoke-test-driver", "--reconnection-grace-time", "30"]),
    ],
    cwd: options.folder,
    env: { ...cleanEnvironment(), ...options.env },
    log: options.log,
    isReady: answersAt(`http://127.0.0.1:${port}/version`),
    timeout: 60_000,
  });
  return { ...server, port, address: (what) => addressOf(port, what) };
};

/**
 * Arguments for Node that install a packaged extension into that folder.
 * @param {string} folder the server's
 * @param {string} vsix
 */
export const installExtensionArguments = (folder, vsix) => [
  vscodeServerMain,
  "--install-extension",
  vsix,
  ...foldersOf(folder),
];
