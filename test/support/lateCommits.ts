import { queryPostgres } from "../../scripts/lib/databases.mjs";

/** A commit is delayed by at most this many seconds. */
const longestSeconds = 2;

/** Crons whose name starts with this are committed late; all others as usual. */
export const lateName = "late-";

/**
 * From now on, new crons named `late-…`, and changes of them, are committed late, by a random part of two seconds: a
 * transaction stamps its row when it starts, and nobody else sees the row until it ends. Slow disks and synchronous
 * replicas do the same. Both Aegra and langgraph-runtime-pg keep crons in a table `crons`. Call it once per database.
 */
export async function commitLate(postgresUri: string): Promise<void> {
  const late = (operation: "insert" | "update") => {
    const named = `starts_with(coalesce(new.metadata ->> 'langgraph_crons_name', ''), '${lateName}')`;
    return `
      create function commit_late_${operation}() returns trigger language plpgsql as
        $$ begin perform pg_sleep(random() * ${longestSeconds}); return null; end $$;
      create constraint trigger commit_late_${operation} after ${operation} on crons
        deferrable initially deferred for each row when (${named}) execute function commit_late_${operation}();`;
  };
  await queryPostgres(postgresUri, `${late("insert")} ${late("update")}`);
}
