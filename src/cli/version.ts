import packageJson from "../../package.json" with { type: "json" };

/** The version of mofkit. */
export const version: string = packageJson.version;
