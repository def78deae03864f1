/**
 * What examples need and neither a file nor a command can make, each as a clause that ends "while …". The tests make
 * every one of them real.
 */
export const situations = Object.freeze({
  "repository-in-use": "another process writes `repository.db`",
  "file-forbidden": "this user may not read `example.mof`",
});

export type Situation = keyof typeof situations;
