import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "./freePort.mjs";
import { runCommand } from "./runCommand.mjs";
import { startServerProcess } from "./serverProcess.mjs";

/**
 * @typedef {object} Databases
 * @property {string} postgresUri
 * @property {string | undefined} redisUri undefined if none was wanted
 * @property {() => Promise<void>} stop stops them and deletes their data
 */

/** Debian keeps PostgreSQL's programs out of the path, in one folder for each version. */
const debianFolders = () => {
  const versions = "/usr/lib/postgresql";
  return existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, "bin")) : [];
};

/** The first folder that has all of these programs. */
const folderWith = (/** @type {readonly string[]} */ ...programs) =>
  [...(process.env.PATH ?? "").split(delimiter), ...debianFolders()].find((folder) =>
    programs.every((program) => existsSync(join(folder, program))),
  );

/** The folder of PostgreSQL's programs; undefined if it is not installed. */
export const findPostgres = () => folderWith("postgres", "initdb", "pg_isready", "psql");

/** The folder of Redis's programs; undefined if it is not installed. */
export const findRedis = () => folderWith("redis-server", "redis-cli");

/** PostgreSQL refuses to run as root; its Debian package creates a user for it. */
const postgresUser = async () => {
  if (process.getuid?.() !== 0) return {};
  const { code, output } = await runCommand("id", ["-u", "postgres"]);
  if (code !== 0) throw new Error(`PostgreSQL can't be run as root, and there is no user "postgres": ${output}`);
  return { uid: Number(output) };
};

const startPostgres = async (
  /** @type {string} */ programs,
  /** @type {string} */ folder,
  /** @type {string} */ log,
) => {
  const user = await postgresUser();
  const data = join(folder, "postgres");
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) chownSync(data, user.uid, -1);
  const cluster = [
    "--pgdata",
    data,
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
  ];
  const made = await runCommand(join(programs, "initdb"), cluster, { cwd: data, ...user });
  if (made.code !== 0) throw new Error(`initdb failed:\n${made.output}`);
  const port = String(await freePort());
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
  const { stop } = await startServerProcess({
    title: "PostgreSQL",
    program: join(programs, "postgres"),
    args: ["-D", data, "-p", port, ...settings.flatMap((setting) => ["-c", setting])],
    cwd: data,
    env: process.env,
    log,
    isReady: async () => (await runCommand(join(programs, "pg_isready"), ["-h", "127.0.0.1", "-p", port])).code === 0,
    timeout: 60_000,
    ...user,
  });
  return { uri: `postgresql://postgres@127.0.0.1:${port}/postgres`, stop };
};

const startRedis = async (/** @type {string} */ programs, /** @type {string} */ folder, /** @type {string} */ log) => {
  const port = String(await freePort());
  const { stop } = await startServerProcess({
    title: "Redis",
    program: join(programs, "redis-server"),
    args: ["--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no"],
    cwd: folder,
    env: process.env,
    log,
    isReady: async () => (await runCommand(join(programs, "redis-cli"), ["-p", port, "ping"])).code === 0,
    timeout: 60_000,
  });
  return { uri: `redis://127.0.0.1:${port}`, stop };
};

/** Stops everything that was started, the last one first. */
const stopAll = async (/** @type {(() => Promise<void>)[]} */ stops) => {
  for (const stop of stops.splice(0).reverse()) await stop();
};

/**
 * Starts an empty PostgreSQL for a test, and an empty Redis if one is wanted.
 * @param {(name: string) => string} logFile
 * @param {{ readonly redis: boolean }} wanted
 * @returns {Promise<Databases>}
 */
export const startDatabases = async (logFile, wanted) => {
  const postgresPrograms = findPostgres();
  const redisPrograms = wanted.redis ? findRedis() : undefined;
  if (postgresPrograms === undefined || (wanted.redis && redisPrograms === undefined)) {
    throw new Error('A database is not installed. "npm test" says which, and how to install it.');
  }
  // Outside the project, which the user "postgres" may not be able to read.
  const folder = mkdtempSync(join(tmpdir(), "langgraph-crons-databases-"));
  const stops = [async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];
  try {
    chmodSync(folder, 0o755);
    const postgres = await startPostgres(postgresPrograms, folder, logFile("postgres"));
    stops.push(postgres.stop);
    const redis = redisPrograms === undefined ? undefined : await startRedis(redisPrograms, folder, logFile("redis"));
    if (redis !== undefined) stops.push(redis.stop);
    return { postgresUri: postgres.uri, redisUri: redis?.uri, stop: () => stopAll(stops) };
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
};

/**
 * The result of an SQL query, one line per row. Throws with PostgreSQL's error message.
 * @param {string} postgresUri
 * @param {string} text
 */
export const queryPostgres = async (postgresUri, text) => {
  const programs = findPostgres();
  if (programs === undefined) throw new Error("PostgreSQL is not installed.");
  const options = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"];
  const { code, output } = await runCommand(join(programs, "psql"), [...options, "--command", text, postgresUri]);
  if (code !== 0) throw new Error(`PostgreSQL refused: ${output}`);
  return output.split("\n").filter((line) => line !== "");
};
