/**
 * @typedef {object} Sources
 * @property {string} tag the tag's name, "v1.2.3"
 * @property {Readonly<Record<string, string | undefined>>} versions by the file that contains it
 * @property {string} changelog the text of CHANGELOG.md
 *
 * @typedef {{ readonly version: string, readonly notes: string } | { readonly problems: readonly string[] }} Release
 */

/**
 * The text below `## <version>`, up to the next heading of that level; a date may follow the version.
 * @param {string} changelog
 * @param {string} version
 */
const sectionOf = (changelog, version) => {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((each) => each.split(/\s/, 1)[0] === version);
  return section?.slice(section.indexOf("\n") + 1).trim();
};

/**
 * What a tag releases, or every reason why it can't: tag, manifests and changelog must name the same version.
 * @param {Sources} sources
 * @returns {Release}
 */
export const releaseOf = ({ tag, versions, changelog }) => {
  const version = /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
  if (version === undefined) return { problems: [`The tag ${tag} isn't a version such as v1.2.3.`] };
  const others = Object.entries(versions)
    .filter(([, found]) => found !== version)
    .map(([file, found]) => `${file} says ${found}, the tag says ${version}.`);
  const notes = sectionOf(changelog, version);
  const unreleased = sectionOf(changelog, "Unreleased");
  const problems = [
    ...others,
    ...(notes === undefined ? [`CHANGELOG.md has no section "## ${version}".`] : []),
    ...(notes === "" ? [`The section "## ${version}" of CHANGELOG.md is empty.`] : []),
    ...(unreleased ? [`CHANGELOG.md still has entries under "## Unreleased": they belong to ${version}.`] : []),
  ];
  return problems.length > 0 || notes === undefined ? { problems } : { version, notes };
};
