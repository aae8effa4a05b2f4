import { expect, test } from "vitest";
import { managedCron } from "../../../../../src/core/server/stored/managedCron";

test.each([
  [{}, undefined],
  [{ mda_managed: false, mda_managed_by: "deploy" }, undefined],
  [{ mda_managed: null }, undefined],
  [{ mda_managed: true }, { by: "unknown", owner: undefined }],
  [
    { mda_managed: "true", mda_managed_by: "deploy" },
    { by: "deploy", owner: undefined },
  ],
  [
    { mda_managed: true, mda_managed_by: "runtime", mda_schedule_owner: "ana" },
    { by: "runtime", owner: "ana" },
  ],
  [
    { mda_managed: true, mda_managed_by: 3, mda_schedule_owner: "" },
    { by: "unknown", owner: undefined },
  ],
])("a cron with %j is managed by another product: %j", (metadata, managed) => {
  expect(managedCron(metadata)).toEqual(managed);
});
