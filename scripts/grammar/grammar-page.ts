import { namedDialects } from "../../src/codes/dialects.ts";
import { dialectLetters, dialectRows } from "./dialect-table.ts";
import { formatExpression } from "./ebnf.ts";
import { type Expression, referencesOf } from "./expression.ts";
import type { Section } from "./grammar-document.ts";
import { pageStyle } from "./grammar-page-style.ts";
import { escapeHtml, withCode } from "./html.ts";
import {
  identifierRoles,
  keywords,
  type LexicalEntry,
  lexicalTokens,
  lexicalTrivia,
  typeWords,
} from "./lexical-part.ts";
import { drawRailroad, type Station } from "./railroad.ts";
import type { Production } from "./rule-comments.ts";

/** The grammar as a page with a railroad diagram for each production; it needs no other file and no script. */
export function grammarPage(sections: readonly Section[]): string {
  const productions = sections.flatMap((section) => section.productions);
  const names = new Set(productions.map(({ name }) => name));
  const users = usersOf(productions);
  const body = sections
    .map(
      ({ title, productions }) =>
        `<section aria-labelledby="${idOf(title)}">\n<h2 id="${idOf(title)}">${escapeHtml(title)}</h2>\n` +
        `${productions.map((production) => article(production, names, users.get(production.name) ?? [])).join("\n")}\n</section>`,
    )
    .join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The grammar of MOF</title>
<style>
${pageStyle}
</style>
</head>
<body>
<header>
<h1>The grammar of MOF</h1>
<p>As mofkit reads it, all dialects in one: DMTF's 2.x (DSP0004) and 3.0 (DSP0221), and that of WMI. Each way through a diagram,
from the left to the right, is something that can be written. The same as text: <a href="mof.ebnf">mof.ebnf</a>.</p>
<p class="legend"><span class="production">production</span> <span class="token">TOKEN</span>
<span class="keyword">keyword, in any case</span> <span class="literal">;</span></p>
<p>Small letters above a way say which dialects have what stands before them (<q>without</q>: leave it out); all have what has none:
${dialectLetters.map(([letter, meaning]) => `<b>${letter}</b> ${escapeHtml(meaning)}`).join("; ")}.
<a href="#dialects">All that dialects differ in</a>.</p>
</header>
<nav aria-label="Contents">
${sections.map(contents).join("\n")}
<h2><a href="#lexical">Tokens and words</a></h2>
<h2><a href="#dialects">Dialects</a></h2>
</nav>
<main>
${body}
${lexicalSection()}
${dialectSection()}
</main>
</body>
</html>
`;
}

function contents({ title, productions }: Section): string {
  const links = productions.map(({ name }) => `<li><a href="#${name}">${name}</a></li>`).join("");
  return `<h2><a href="#${idOf(title)}">${escapeHtml(title)}</a></h2>\n<ul>${links}</ul>`;
}

/** The productions that need each production. */
function usersOf(productions: readonly Production[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const { name, expression } of productions) {
    for (const used of new Set(referencesOf(expression))) users.set(used, [...(users.get(used) ?? []), name]);
  }
  return users;
}

function article({ name, expression, note }: Production, names: ReadonlySet<string>, users: readonly string[]): string {
  const { width, height, content } = drawRailroad(expression, (part) => stationOf(part, names));
  const text = `${name} = ${formatExpression(expression)}`;
  const usedBy = users.map((user) => `<a href="#${user}">${user}</a>`).join(", ");
  return [
    `<article id="${name}">`,
    `<h3><a href="#${name}">${name}</a></h3>`,
    note === "" ? undefined : `<p>${withCode(note)}</p>`,
    `<div class="diagram"><svg aria-labelledby="${name}-title ${name}-text" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}"><title id="${name}-title">Railroad diagram of ${name}</title>` +
      `<desc id="${name}-text">${escapeHtml(text)}</desc>${content}</svg></div>`,
    `<pre class="ebnf"><code>${escapeHtml(text)}</code></pre>`,
    usedBy === "" ? undefined : `<p class="users">Needed by ${usedBy}</p>`,
    "</article>",
  ]
    .filter((line) => line !== undefined)
    .join("\n");
}

function stationOf(part: Expression, names: ReadonlySet<string>): Station {
  switch (part.kind) {
    case "production":
      return {
        kind: "production",
        text: part.name,
        target: `#${names.has(part.name) ? part.name : `role-${part.name}`}`,
      };
    case "token": {
      const keyword = keywords.get(part.name);
      if (keyword !== undefined) return { kind: "keyword", text: keyword };
      return { kind: "token", text: part.name, target: `#token-${part.name}` };
    }
    case "literal":
    case "remark":
      return { kind: part.kind, text: part.text };
    default:
      throw new Error(`a ${part.kind} is no station`);
  }
}

function lexicalSection(): string {
  const rows = [...lexicalTokens, ...lexicalTrivia].map(lexicalRow);
  const types =
    `<tr id="token-PRIMITIVE_TYPE"><th scope="row">PRIMITIVE_TYPE</th><td><p>A type of the language itself, in any case.</p>` +
    `<p>${codes(typeWords)}</p></td></tr>`;
  const roles = identifierRoles.map(
    ({ name, description, words }) =>
      `<tr id="role-${name}"><th scope="row">${name}</th><td><p>An IDENTIFIER: ${escapeHtml(description)}.</p>` +
      `${words.length === 0 ? "" : `<p>${codes(words)}</p>`}</td></tr>`,
  );
  return `<section aria-labelledby="lexical">
<h2 id="lexical">Tokens and words</h2>
<p>White space and comments may stand between any two tokens. Keywords are written in any case:
${codes([...keywords.values()])}.
None but <code>true</code>, <code>false</code> and <code>null</code> is reserved: where a name could stand, what follows decides.</p>
<div class="table"><table>
${[...rows, types, ...roles].join("\n")}
</table></div>
</section>`;
}

function lexicalRow({ name, description, patterns, examples }: LexicalEntry): string {
  const shown = examples.filter((example) => example.trim() !== "").map((example) => example.replaceAll("\n", "⏎"));
  return (
    `<tr id="token-${name}"><th scope="row">${name}</th><td><p>${escapeHtml(description)}</p>` +
    `${shown.length === 0 ? "" : `<p>${codes(shown)}</p>`}` +
    `${patterns.map(({ source }) => `<pre><code>/${escapeHtml(source)}/</code></pre>`).join("")}</td></tr>`
  );
}

function dialectSection(): string {
  const marks = (refusedIn: readonly string[]) =>
    namedDialects.map((dialect) => `<td>${refusedIn.includes(dialect) ? "refused" : "–"}</td>`).join("");
  const rows = dialectRows.map(
    ({ construct, code, refusedIn, explanation }) =>
      `<tr id="${code}"><th scope="row">${construct}</th>${marks(refusedIn)}<td><p>${withCode(explanation)}</p></td></tr>`,
  );
  return `<section aria-labelledby="dialects">
<h2 id="dialects">Dialects</h2>
<p><code>--dialect auto</code>, which is the default, takes everything here without a word. A dialect that is named refuses what
it has not, with the code <code>construct-not-in-dialect</code>; <code>mofkit explain</code> shows an example of each.</p>
<div class="table"><table>
<tr><th scope="col">construct</th>${namedDialects.map((dialect) => `<th scope="col">${dialect}</th>`).join("")}<td></td></tr>
${rows.join("\n")}
</table></div>
</section>`;
}

function codes(words: readonly string[]): string {
  return words.map((word) => `<code>${escapeHtml(word)}</code>`).join(" ");
}

function idOf(title: string): string {
  return `section-${title.toLowerCase().replaceAll(" ", "-")}`;
}
