export { freePort } from "../../scripts/lib/freePort.mjs";
