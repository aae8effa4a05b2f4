import { expect, test } from "vitest";
import { bundledPackages } from "../../../scripts/lib/thirdPartyNotices.mjs";

const output = (inputs: Readonly<Record<string, number>>) => ({
  bytes: 0,
  imports: [],
  exports: [],
  inputs: Object.fromEntries(Object.entries(inputs).map(([file, bytesInOutput]) => [file, { bytesInOutput }])),
});

test("packages count once, where something of them is in a build, also inside other packages and elsewhere", () => {
  const builds = [
    { outputs: { "a.js": output({ "src/a.ts": 5, "node_modules/one/a.js": 9, "node_modules/one/b.js": 9 }) } },
    { outputs: { "b.js": output({ "node_modules/@scope/two/lib/c.js": 1, "node_modules/left-out/d.js": 0 }) } },
    undefined,
    { outputs: { "c.js": output({ "node_modules/one/node_modules/in/e.js": 1, "../node_modules/up/f.js": 1 }) } },
  ];
  expect(bundledPackages(builds)).toEqual([
    ...["node_modules/one", "node_modules/@scope/two", "node_modules/one/node_modules/in", "../node_modules/up"],
  ]);
});

test("the list of zones brings the packages that its data come from", () => {
  const builds = [{ outputs: { "a.js": output({ "src/core/schedule/zonePlaceList.ts": 5 }) } }];
  expect(bundledPackages(builds)).toEqual(["node_modules/@vvo/tzdb", "node_modules/city-timezones"]);
});
