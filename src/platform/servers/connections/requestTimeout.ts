import { readSetting } from "../../host/settings";

/** How long a request may take, in milliseconds; limited to the manifest's range, whatever a settings file says. */
export function requestTimeout(): number {
  return Math.min(300, Math.max(1, readSetting("requestTimeoutSeconds"))) * 1000;
}
