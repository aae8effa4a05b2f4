import { queryPostgres } from "../../scripts/lib/databases.mjs";

/** A commit comes so many seconds late at most. */
const longestSeconds = 2;

/** Crons whose name begins so are the late ones; all others are as always. */
export const lateName = "late-";

/**
 * From now on all new crons named `late-…`, and all changes of them, are committed late, by a random part of two seconds:
 * a transaction stamps its row at its beginning, and until its end nobody else can see it. Slow disks do that, and
 * synchronous replicas. Both Aegra and langgraph-runtime-pg keep crons in a table `crons`. Called once for a database.
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
