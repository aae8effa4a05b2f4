import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "./freePort.mjs";
import { runCommand } from "./runCommand.mjs";
import { startServerProcess } from "./serverProcess.mjs";

/**
 * @typedef {object} Databases
 * @property {string} postgresUri
 * @property {string} redisUri
 * @property {() => Promise<void>} stop ends both and deletes what they kept
 */

/** Debian keeps PostgreSQL's programs out of the path, those of each version in a folder of their own. */
const debianFolders = () => {
  const versions = "/usr/lib/postgresql";
  return existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, "bin")) : [];
};

/** The first folder that has all of these programs. */
const folderWith = (/** @type {readonly string[]} */ ...programs) =>
  [...(process.env.PATH ?? "").split(delimiter), ...debianFolders()].find((folder) =>
    programs.every((program) => existsSync(join(folder, program))),
  );

/** Where PostgreSQL and Redis are, or undefined where one of them is not. */
export const findDatabases = () => {
  const postgres = folderWith("postgres", "initdb", "pg_isready");
  const redis = folderWith("redis-server", "redis-cli");
  return postgres === undefined || redis === undefined ? undefined : { postgres, redis };
};

/** PostgreSQL refuses to run as root; its Debian package brings a user for it. */
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

/**
 * Starts an empty PostgreSQL and an empty Redis for a test.
 * @param {(name: string) => string} logFile
 * @returns {Promise<Databases>}
 */
export const startDatabases = async (logFile) => {
  const programs = findDatabases();
  if (programs === undefined) throw new Error('PostgreSQL and Redis are not both installed. "npm test" says how.');
  // Not in the project, which the user "postgres" may not be able to see.
  const folder = mkdtempSync(join(tmpdir(), "langgraph-crons-databases-"));
  const stops = [async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];
  const stop = async () => {
    for (const end of stops) await end();
  };
  try {
    chmodSync(folder, 0o755);
    const postgres = await startPostgres(programs.postgres, folder, logFile("postgres"));
    stops.unshift(postgres.stop);
    const redis = await startRedis(programs.redis, folder, logFile("redis"));
    stops.unshift(redis.stop);
    return { postgresUri: postgres.uri, redisUri: redis.uri, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
