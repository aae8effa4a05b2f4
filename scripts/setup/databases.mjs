import { aptInstall, canAptInstall } from "../lib/aptInstall.mjs";
import { findPostgres, findRedis } from "../lib/databases.mjs";
import { step } from "../lib/say.mjs";
import { SetupError } from "../lib/setupError.mjs";

/** The databases in which servers keep their crons, and the Debian package of each. */
const databases = {
  postgres: { title: "PostgreSQL", find: findPostgres, debianPackage: "postgresql" },
  redis: { title: "Redis", find: findRedis, debianPackage: "redis-server" },
};

/**
 * Throws `SetupError` if one is missing: nothing is installed on a person's machine without asking.
 * @param {readonly (keyof typeof databases)[]} wanted
 * @param {string} untested what is not tested without them; ends the message
 */
export const ensureDatabases = async (wanted, untested) => {
  const missing = () => wanted.map((name) => databases[name]).filter(({ find }) => find() === undefined);
  const packages = missing().map(({ debianPackage }) => debianPackage);
  if (packages.length === 0) return;
  const titles = missing()
    .map(({ title }) => title)
    .join(" and ");
  const words = `${titles} can't be found here (Debian and Ubuntu: ${packages.join(" and ")}), so ${untested}.`;
  if (process.env.CI !== "true" || !canAptInstall()) throw new SetupError(words);
  const { output } = await step(`${titles} (apt-get)`, () => aptInstall(...packages));
  if (missing().length > 0) throw new SetupError(`${words}\n${output.trim().slice(-2000)}`);
};
