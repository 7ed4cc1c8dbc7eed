"""How an exported page looks: on a screen, light or dark, and on paper.

It loads nothing: the fonts named are those that the reader's machine may have, Chinese ones included.
"""

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #f6f5f2; --card: #fff; --ink: #22211e; --quiet: #6b675f; --line: #e4e1da;
  --accent: #0f5f58; --tint: #e3f0ed; --warn: #6d5416; --warn-tint: #faf3e0;
  --sans: system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", "PingFang SC", "Microsoft YaHei",
    "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, Cambria, "Noto Serif",
    "Liberation Serif", "DejaVu Serif", "Songti SC", SimSun, "Noto Serif CJK SC", "Source Han Serif SC", serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181c; --card: #1e2126; --ink: #e8e6e1; --quiet: #9a9ea6; --line: #33373e;
    --accent: #7fd1c6; --tint: #1f3734; --warn: #f0c674; --warn-tint: #2f2818;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body { margin: 0; padding: 3.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.65 var(--sans); overflow-wrap: anywhere; }
header, main, footer { max-width: 46rem; margin: 0 auto; }
header { padding: 0 .25rem 1.75rem; }
h1 { margin: 0 0 .25rem; font: 600 2.1rem/1.2 var(--serif); letter-spacing: -.01em; }
header p { margin: 0; color: var(--quiet); }
header .created { margin-top: .4rem; font-size: .875rem; font-variant-numeric: tabular-nums; }
article { margin: 0 0 1.75rem; padding: 2rem 2.25rem 1.75rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 14px; box-shadow: 0 1px 2px rgb(0 0 0 / .04), 0 8px 24px rgb(0 0 0 / .04); }
.kicker, h3, footer h2 { margin: 0 0 .5rem; color: var(--quiet); font: 600 .78rem/1.4 var(--sans);
  letter-spacing: .06em; text-transform: uppercase; }
h2.question { margin: 0 0 1rem; font: 600 1.4rem/1.35 var(--serif); white-space: pre-wrap; }
.said, .whole, .note { margin: 0; }
.sentence, .whole, .note { white-space: pre-wrap; }
.note { margin-top: .75rem; color: var(--quiet); font-size: .9rem; }
.absent { margin: 0 0 .75rem; padding: .6rem .9rem; border-left: 3px solid var(--warn); border-radius: 0 8px 8px 0;
  background: var(--warn-tint); color: var(--warn); font-weight: 600; }
sup { line-height: 0; vertical-align: baseline; }
.marker { position: relative; top: -.35em; margin-left: .2em; padding: .12em .5em;
  border-radius: 999px; background: var(--tint); color: var(--accent); font: 600 .72rem/1.4 var(--sans);
  text-align: center; text-decoration: none; }
.marker:hover, .marker:focus-visible { background: var(--accent); color: var(--card); }
h3 { margin: 1.75rem 0 .25rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.quotes { margin: 0; padding: 0; list-style: none; }
.quotes li { position: relative; padding: .9rem .75rem .8rem 2.75rem; border-radius: 10px; }
.quotes li:target { background: var(--tint); }
.number { position: absolute; left: .5rem; top: 1.05rem; min-width: 1.55rem; border-radius: 999px; background: var(--tint);
  color: var(--accent); font: 600 .8rem/1.55rem var(--sans); text-align: center; }
blockquote { margin: 0; font: 1.08rem/1.6 var(--serif); white-space: pre-wrap; }
.source { margin: .45rem 0 0; color: var(--quiet); font-size: .85rem; line-height: 1.5; font-variant-numeric: tabular-nums; }
.source .speaker { color: var(--ink); font-weight: 600; }
.source .nobody { font-weight: 400; font-style: italic; }
.source a { color: var(--accent); }
.source .back { padding: 0 .25em; text-decoration: none; }
.control { color: var(--quiet); font-size: .8em; }
footer { padding: .5rem .25rem 0; color: var(--quiet); font-size: .875rem; }
footer ul { margin: 0 0 1rem; padding-left: 1.1rem; }
footer .transcript { color: var(--ink); }
code { padding: .1em .4em; border-radius: 5px; background: var(--tint); font-size: .9em; }
:lang(zh) .absent, :lang(zh) .nobody { font-style: normal; letter-spacing: 0; }
@media (max-width: 34rem) {
  body { padding: 1.5rem .75rem 2rem; }
  article { padding: 1.25rem 1.1rem 1rem; }
  .quotes li { padding-left: 2.3rem; padding-right: .25rem; }
  .number { left: 0; }
}
@page { margin: 18mm 16mm; }
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --quiet: #555; --line: #bbb; --accent: #0f5f58; --tint: #edf3f2;
    --warn: #553900; --warn-tint: #f7f7f7; }
  body { padding: 0; font-size: 10.5pt; }
  header, main, footer { max-width: none; }
  article { padding: 0 0 1rem; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; box-shadow: none; }
  .quotes li, .absent, footer { break-inside: avoid; }
  h2, h3, .kicker { break-after: avoid; }
  .marker, .number, .absent { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .back { display: none; }
  .out::after { content: " (" attr(href) ")"; }
}
"""
