import type { LoadedEnvironment } from "./loadEnvironment";

/** Where a command is at work. */
export interface TargetPlace {
  readonly url: string;
  /** Absent: it was named by its address. */
  readonly environment?: Pick<LoadedEnvironment, "name" | "production"> | undefined;
}

/** An environment with its address, because that is where something would happen. */
export function targetText({ environment, url }: TargetPlace): string {
  if (environment === undefined) return url;
  return `${environment.name}${environment.production ? ", a production server" : ""} (${url})`;
}
