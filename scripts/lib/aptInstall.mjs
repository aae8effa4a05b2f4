import { runCommand } from "./runCommand.mjs";

/** Whether Debian's packages can be installed without asking anybody. */
export const canAptInstall = () => process.platform === "linux" && process.getuid?.() === 0;

/** Installs Debian packages; servers among them are not started. Returns how apt-get ended. */
export const aptInstall = async (/** @type {readonly string[]} */ ...packages) => {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  await runCommand("apt-get", ["update"], { env });
  return runCommand("apt-get", ["install", "--yes", "--no-install-recommends", ...packages], { env });
};
