/**
 * Stands in for `wrap-ansi` in the bundle, for the one way in which the layout of the help asks for it: lines are wrapped at blanks, and
 * a word that is longer than a line is cut. The package looks for escape sequences at every character of the result.
 */
export default function asciiWrap(text: string, columns: number): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, columns).join("\n"))
    .join("\n");
}

function wrapLine(line: string, columns: number): string[] {
  const rows: string[] = [];
  let row = "";
  const end = () => {
    rows.push(row.trimEnd());
    row = "";
  };
  for (const word of line.trim().split(" ")) {
    if (row !== "") row += " ";
    if (word.length > columns) {
      // Begins in this row where that saves a row.
      const begun = columns - row.length;
      if (Math.ceil(word.length / columns) <= Math.ceil((word.length - begun) / columns)) end();
      let rest = word;
      while (row.length + rest.length > columns) {
        const cut = columns - row.length;
        row += rest.slice(0, cut);
        rest = rest.slice(cut);
        end();
      }
      row += rest;
      continue;
    }
    if (row !== "" && row.length + word.length > columns) end();
    row += word;
  }
  end();
  return rows;
}
