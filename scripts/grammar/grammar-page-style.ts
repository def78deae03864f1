/** The style of the page: light and dark as the reader has it, and for paper. */
export const pageStyle = `:root {
  --page: #fff; --text: #1c2430; --quiet: #5a6675; --line: #8592a3; --border: #d8dee6;
  --production: #e8f0fb; --production-line: #3c6fb4; --token: #eef6e8; --token-line: #4f8a2b;
  --keyword: #fdf1de; --keyword-line: #b7791f; --literal: #f3f3f5; --literal-line: #767b85; --link: #1f5cab;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14181f; --text: #dfe5ee; --quiet: #9aa6b5; --line: #76859a; --border: #2c3542;
    --production: #1b2c45; --production-line: #6fa3e8; --token: #1d3018; --token-line: #86c05f;
    --keyword: #3a2b12; --keyword-line: #dfae5c; --literal: #262b33; --literal-line: #99a1ad; --link: #86b6f5;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
h1 { margin: 0; font-size: 1.75rem; }
h2 { margin: 2rem 0 0.5rem; }
h3 { margin: 0; font: 600 1rem ui-monospace, monospace; }
a { color: var(--link); }
pre { margin: 0.25rem 0; white-space: pre-wrap; overflow-wrap: anywhere; color: var(--quiet); font: 0.8125rem/1.5 ui-monospace, monospace; }
table { border-collapse: collapse; }
th, td { padding: 0.5rem 1rem 0.5rem 0; border-top: 1px solid var(--border); text-align: left; vertical-align: top; }
th { font: 600 0.875rem ui-monospace, monospace; }
svg { display: block; }
body {
  margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif;
  display: grid; grid-template-areas: "header header" "nav main";
  grid-template-columns: 17rem minmax(0, 1fr); grid-template-rows: auto 1fr;
}
header { grid-area: header; padding: 1.5rem 2rem 0.5rem; border-bottom: 1px solid var(--border); }
header p { max-width: 46rem; }
nav {
  grid-area: nav; position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto;
  padding: 1rem 1rem 2rem 2rem; border-right: 1px solid var(--border); font-size: 0.875rem;
}
nav h2 { margin: 0.75rem 0 0.25rem; font-size: 0.875rem; }
nav ul { margin: 0; padding: 0; list-style: none; }
main { grid-area: main; padding: 0 2rem 4rem; }
h2 a, h3 a { color: inherit; text-decoration: none; }
article { padding: 1rem 0; border-top: 1px solid var(--border); }
article p { margin: 0.25rem 0; max-width: 46rem; }
article:target h3, tr:target th { text-decoration: underline; text-decoration-thickness: 3px; }
.diagram, .table { overflow-x: auto; }
svg path { fill: none; stroke: var(--line); stroke-width: 1.5; }
svg text { fill: var(--text); font: 13px ui-monospace, "DejaVu Sans Mono", Consolas, monospace; text-anchor: middle; }
svg .remark { fill: var(--quiet); font-size: 11px; }
svg .keyword text, svg .literal text { font-weight: 600; }
.production rect { fill: var(--production); stroke: var(--production-line); }
.token rect { fill: var(--token); stroke: var(--token-line); }
.keyword rect { fill: var(--keyword); stroke: var(--keyword-line); }
.literal rect { fill: var(--literal); stroke: var(--literal-line); }
svg a:hover rect, svg a:focus rect { stroke-width: 3; }
.legend span { display: inline-block; padding: 0 0.6rem; border: 1px solid; border-radius: 1rem; font: 0.8125rem/1.6rem ui-monospace, monospace; }
.legend .production { border-radius: 0; background: var(--production); border-color: var(--production-line); }
.legend .token { background: var(--token); border-color: var(--token-line); }
.legend .keyword { background: var(--keyword); border-color: var(--keyword-line); }
.legend .literal { background: var(--literal); border-color: var(--literal-line); }
.users { color: var(--quiet); font-size: 0.875rem; }
td p { margin: 0 0 0.25rem; max-width: 46rem; }
td code { margin-right: 0.25rem; }
@media (max-width: 50rem) {
  body { display: block; }
  nav { position: static; max-height: none; border: 0; columns: 2; }
}
@media print {
  body { display: block; font-size: 10pt; }
  nav { position: static; max-height: none; border: 0; columns: 3; }
  article { break-inside: avoid; }
  .diagram { overflow: visible; }
  svg { max-width: 100%; height: auto; }
}`;
