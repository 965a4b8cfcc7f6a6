// The style sheet of the page.
//
// One column of readable width, system fonts, a colour only where it says something: teal and blue
// for the programs, amber for what is open, violet for what AWS has to rule on. Both schemes keep
// text at a contrast of 4.5 or more. On paper everything is unfolded by the browser's own means
// where it can (`::details-content`).
#include "views/html_parts.h"

namespace fundable::html {

namespace {

constexpr std::string_view kStyle = R"css(
:root {
  color-scheme: light dark;
  --page: #f7f7f5; --card: #ffffff; --text: #1b1d21; --quiet: #5a5f69; --line: #dfe0dd;
  --first: #0b6b62; --second: #2f55b8; --open: #8f5700; --review: #7a3d9a; --no: #a8322d;
  --none: #8b9099; --first-soft: #e1f0ed; --second-soft: #e6ebf9; --open-soft: #fbefd9;
  --review-soft: #f2e7f8; --none-soft: #ececea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131417; --card: #1b1d21; --text: #e8e9eb; --quiet: #a3a8b2; --line: #32353c;
    --first: #5fc4b6; --second: #93aef5; --open: #e9b15c; --review: #cf9bec; --no: #f08f87;
    --none: #7d828c; --first-soft: #17322f; --second-soft: #1f2a47; --open-soft: #38290f;
    --review-soft: #33223d; --none-soft: #2a2c31;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: break-word;
}
main { max-width: 66rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; }
h1 { font-size: 2.25rem; line-height: 1.15; letter-spacing: -0.02em; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; letter-spacing: -0.01em; margin: 0 0 1rem; }
h3 { font-size: 1rem; margin: 0; }
h4 { font-size: .9375rem; margin: 1.5rem 0 .5rem; }
p { margin: 0 0 .5rem; }
ul, ol { margin: 0 0 .5rem; padding-left: 1.25rem; }
section { margin-top: 3rem; }
a { color: inherit; text-decoration-color: var(--none); text-underline-offset: .2em; }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--second); outline-offset: 2px; border-radius: 4px; }
code { font: .875em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
cite { font-style: normal; color: var(--quiet); font-size: .875rem; }
.eyebrow { color: var(--quiet); font-size: .875rem; margin-bottom: .75rem; }
.facts { color: var(--quiet); }
.facts span + span::before { content: "·"; margin: 0 .5rem; }
.disclaimer { font-weight: 600; }
.quiet { color: var(--quiet); font-size: .875rem; }
.none:not(.group) { color: var(--quiet); white-space: nowrap; }
.open { color: var(--open); font-size: .875rem; }
.ask { font-weight: 600; margin-bottom: .125rem; }
.amount { font-variant-numeric: tabular-nums; white-space: nowrap; }
td .amount, .cost .amount { display: block; }
h1, h3, code, q, cite, strong, .name, .ask, .quiet, .origins { overflow-wrap: anywhere; }
.scroll, figure, .entry, details {
  background: var(--card); border: 1px solid var(--line); border-radius: 10px;
}
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { text-align: left; padding: .625rem 1rem; vertical-align: baseline; }
thead th { color: var(--quiet); font-weight: 500; font-size: .8125rem; white-space: nowrap; }
tbody tr { border-top: 1px solid var(--line); }
tbody th { font-weight: 600; min-width: 9rem; max-width: 22rem; overflow-wrap: anywhere; }
.number { text-align: right; }
.badge {
  display: inline-block; padding: .0625rem .5rem; border-radius: 5px; font-size: .8125rem;
  font-weight: 600; white-space: nowrap; background: var(--none-soft); color: var(--quiet);
}
.badge.eligible { background: var(--first-soft); color: var(--first); }
.badge.undetermined { background: var(--open-soft); color: var(--open); }
.badge.review { background: var(--review-soft); color: var(--review); }
.badge.ineligible { background: none; padding-left: 0; font-weight: 400; }
figure { margin: 0; padding: 1.5rem; }
figcaption { color: var(--quiet); font-size: .8125rem; margin-top: 1.25rem; }
svg { display: block; width: 100%; }
.band { height: 1.75rem; border-radius: 6px; margin-bottom: 1.5rem; }
.bar { height: .375rem; border-radius: 3px; grid-column: 1 / -1; }
rect.first { fill: var(--first); } rect.second { fill: var(--second); }
rect.open { fill: var(--open); } rect.review { fill: var(--review); }
rect.none { fill: var(--none); }
.groups { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }
.group { color: inherit; font-size: 1rem; }
.group h3::before {
  content: ""; display: inline-block; width: .6875rem; height: .6875rem; border-radius: 3px;
  margin-right: .5rem; background: var(--none);
}
.group.first h3::before { background: var(--first); }
.group.second h3::before { background: var(--second); }
.group.open h3::before { background: var(--open); }
.group.review h3::before { background: var(--review); }
.group ul { list-style: none; padding: 0; margin: .5rem 0 0; }
.group li {
  display: grid; grid-template-columns: minmax(5rem, 1fr) auto; gap: .125rem .75rem;
  font-size: .875rem; padding: .375rem 0;
}
.cost { text-align: right; }
.entries {
  display: grid; gap: 1rem; align-items: start;
  grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
}
.entry { padding: 1.25rem 1.5rem; }
.questions > li, .plain > li { padding: .5rem 0; }
.questions code { background: var(--none-soft); border-radius: 4px; padding: .0625rem .375rem; }
.plain, .findings, .facts-used, .origins { list-style: none; padding: 0; }
.findings > li { padding: .75rem 0; border-top: 1px solid var(--line); }
.findings > li > :not(.says) { margin-left: 5.5rem; }
.says { display: flex; }
.answer { flex: none; width: 5.5rem; font-weight: 600; font-size: .875rem; line-height: 1.75; }
.answer.yes { color: var(--first); } .answer.no { color: var(--no); }
.answer.unknown { color: var(--open); }
.remedy::before { content: "To do: "; font-weight: 600; }
.warning {
  border-left: 3px solid var(--open); background: var(--open-soft); padding: .5rem .75rem;
  border-radius: 0 6px 6px 0; margin-top: .75rem; font-size: .9375rem;
}
.facts-used > li { font-size: .875rem; padding: .125rem 0; }
.origins { color: var(--quiet); font-size: .8125rem; }
.facts-used .origins { padding-left: 1rem; margin: 0; }
q { quotes: "“" "”"; }
details { margin-top: .75rem; padding: 0 1.25rem; }
details[open] { padding-bottom: 1rem; }
summary { cursor: pointer; padding: .875rem 0; }
summary h3 { display: inline; margin-right: .5rem; }
.about { scroll-margin-top: 4.5rem; }
.verdicts {
  display: grid; gap: 0 2.5rem;
  grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr));
}
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
@media (max-width: 40rem) {
  main { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.75rem; }
  .verdicts { grid-template-columns: 1fr; }
  .findings > li > :not(.says) { margin-left: 0; }
  th, td { padding: .5rem .75rem; }
  .minor { display: none; }  /* each workload's details say it, too */
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { --page: #fff; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; }
  section { margin-top: 1.5rem; }
  .entry, tr, .findings > li, .group { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  rect, .badge, .group h3::before { print-color-adjust: exact; }
}
)css";

}  // namespace

std::string_view style() { return kStyle; }

}  // namespace fundable::html
