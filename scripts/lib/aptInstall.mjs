import { runCommand } from "./runCommand.mjs";

/** Whether Debian packages can be installed without asking the user. */
export const canAptInstall = () => process.platform === "linux" && process.getuid?.() === 0;

/** Installs Debian packages without starting the servers among them. Returns the exit code of apt-get. */
export const aptInstall = async (/** @type {readonly string[]} */ ...packages) => {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  await runCommand("apt-get", ["update"], { env });
  return runCommand("apt-get", ["install", "--yes", "--no-install-recommends", ...packages], { env });
};
