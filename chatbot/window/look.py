"""The style sheet of the window, and the script that keeps the quote in view in its source.

No text of a transcript, a question or an answer ever enters them: whole numbers only.
"""

from __future__ import annotations

STYLE = """<style>
.stApp {
  --text: light-dark(#3d3a35, #d9d5cc); --quiet: light-dark(#6b675f, #aaa599); --faint: light-dark(#767168, #928d82);
  --line: light-dark(#e4e1da, #3a3833); --hover: light-dark(#f6f5f2, #272522); --panel: light-dark(#ffffff, #211f1c);
  --teal: light-dark(#0f766e, #2aa79b); --on-teal: light-dark(#ffffff, #0b2421);
  --teal-text: light-dark(#0f5f58, #7fd1c7); --teal-tint: light-dark(#e3f0ed, #1d3b37);
  --teal-wash: light-dark(#eef5f3, #1f2d2b); --teal-line: light-dark(#cfe3de, #2f524d);
  --amber: light-dark(#c58a12, #d9a33a); --amber-wash: light-dark(#faf6ec, #2c2617);
  --amber-line: light-dark(#ecdfc0, #544728); --amber-text: light-dark(#5f4a16, #ead7a4);
  --red-wash: light-dark(#fdf1ef, #341c18); --red-line: light-dark(#f0cdc6, #6b362c);
  --red-text: light-dark(#8a2a1b, #f2b3a6); --mark: light-dark(#fff1b8, #5f4d10);
  --mark-text: light-dark(#1c1b19, #fdf6dc);}
.stMainBlockContainer {padding: 2.2rem 2.4rem 1.5rem; max-width: 1500px}
[data-testid="stBottomBlockContainer"] {padding: 1rem 2.4rem 1.6rem; max-width: 1500px}
.stBottom [data-testid="stVerticalBlock"] {max-width: none}
.masthead h1 {font-size: 1.75rem; font-weight: 650; letter-spacing: -.02em; padding: 0; margin: 0}
.masthead p {color: var(--quiet); margin: .25rem 0 0; font-size: .98rem}
.heading {font-size: .76rem; font-weight: 600; color: var(--quiet); letter-spacing: .04em; margin: .9rem 0 .1rem}
.question {width: fit-content; max-width: 82%; margin: 1rem 0 .3rem auto; padding: .6rem 1rem; font-size: 1rem;
  background: var(--teal-wash); border-radius: 16px 16px 4px 16px; white-space: pre-wrap; overflow-wrap: anywhere}
[class*="st-key-flow-"] {display: block !important; line-height: 1.75}
[class*="st-key-flow-"] div {display: inline !important; width: auto !important}
[class*="st-key-flow-"] button {width: auto !important; display: inline-flex; margin: 0 .3rem 0 0}
.paragraph {display: block; height: .7rem}
.sentence {font-size: 1.06rem; line-height: 1.75; overflow-wrap: anywhere}
.translation {color: var(--quiet); font-size: 1rem}
[class*="st-key-again-"] button {min-height: 0; padding: .2rem .7rem; font-size: .86rem}
[class*="st-key-cite-"] button {min-height: 0; height: 1.3rem; min-width: 1.4rem; padding: 0 .35rem; border-radius: 7px;
  background: var(--teal-tint); color: var(--teal-text); border: 1px solid transparent; line-height: 1;
  vertical-align: 2px}
[class*="st-key-cite-"] button p {font-size: .76rem; font-weight: 650; line-height: 1}
[class*="st-key-cite-"] button:hover, [class*="st-key-cite-"] button:focus-visible
  {background: var(--teal); color: var(--on-teal); border-color: var(--teal-text)}
[class*="st-key-row-"] {position: relative; padding: .5rem .55rem; border-radius: 10px; flex-wrap: nowrap !important}
[class*="st-key-row-"]:hover {background: var(--hover)}
[class*="st-key-row-"] [class*="st-key-cite-"] {flex: none}
[class*="st-key-row-"] * {position: static}
[class*="st-key-row-"] button::after {content: ""; position: absolute; inset: 0}
[class*="st-key-sources-"] {gap: .1rem; border-top: 1px solid var(--line); padding-top: .2rem; margin-top: .6rem}
.source-line {font-size: .86rem; line-height: 1.45; overflow-wrap: anywhere}
.source-line div {display: flex; gap: .5rem}
.source-line b {white-space: nowrap; font-weight: 600}
.source-line span {color: var(--faint); white-space: nowrap; overflow: hidden; text-overflow: ellipsis}
.source-line q {display: -webkit-box; -webkit-line-clamp: 4; -webkit-box-orient: vertical; overflow: hidden;
  color: var(--text); quotes: "“" "”"}
.progress {display: flex; align-items: center; gap: .55rem; color: var(--quiet); font-size: .92rem; margin: .3rem 0 .5rem}
.progress b {font-weight: 400; font-variant-numeric: tabular-nums; color: var(--faint)}
.progress i {width: .55rem; height: .55rem; border-radius: 50%; background: var(--teal); animation: beat 1.2s infinite}
@keyframes beat {50% {opacity: .2}}
.hit {font-size: .86rem; color: var(--quiet); border-left: 2px solid var(--teal-line); padding: .1rem 0 .1rem .8rem;
  margin: .4rem 0}
.hit b {color: var(--text); font-weight: 600; margin-right: .3rem}
.likeliest {font-size: .94rem; color: var(--text); background: var(--teal-wash); border-left: 3px solid var(--teal);
  border-radius: 0 10px 10px 0;
  padding: .55rem .9rem; margin: .4rem 0; overflow-wrap: anywhere}
.likeliest small {color: var(--teal-text); font-size: .8rem}
.likeliest p {margin: .25rem 0 0}
.likeliest b {font-weight: 600; margin-right: .3rem}
.not-found {background: var(--amber-wash); border: 1px solid var(--amber-line); border-radius: 12px;
  padding: .9rem 1.1rem; margin: .4rem 0}
.not-found b {font-size: 1.04rem; font-weight: 600; color: var(--amber-text); display: block}
.not-found p {margin: .3rem 0 0; color: var(--amber-text); white-space: pre-wrap; overflow-wrap: anywhere}
.error {background: var(--red-wash); border: 1px solid var(--red-line); color: var(--red-text); border-radius: 10px;
  padding: .65rem .9rem;
  font-size: .92rem; margin: .3rem 0; overflow-wrap: anywhere}
.stopped, .note {color: var(--quiet); font-size: .86rem; margin-top: .5rem; padding-left: .7rem;
  border-left: 2px solid var(--line)}
.earlier {font-size: .84rem; line-height: 1.4; overflow-wrap: anywhere; display: -webkit-box; -webkit-line-clamp: 2;
  -webkit-box-orient: vertical; overflow: hidden}
.earlier small {color: var(--faint)}
.copy {all: unset; cursor: pointer; margin-left: .8rem; color: var(--teal-text); font-weight: 600}
.copy:hover {text-decoration: underline} .copy:focus-visible {outline: 2px solid var(--teal); outline-offset: 2px}
.footer {color: var(--faint); font-size: .78rem; margin-top: .4rem}
.transcripts {max-height: 20rem; overflow-y: auto}
.transcript {padding: .55rem 0; border-bottom: 1px solid var(--line); font-size: .85rem; line-height: 1.4}
.transcript b {font-weight: 600; display: block}
.transcript span, .transcript small {color: var(--quiet); display: block; font-size: .8rem}
.leaving {font-size: .82rem; line-height: 1.45; color: var(--quiet); overflow-wrap: anywhere}
.st-key-leaving-buttons {gap: .5rem; margin-bottom: .5rem}
.st-key-leaving-buttons button {min-height: 0; padding: .1rem .7rem}
.st-key-take-out button {min-height: 0; padding: 0}
.st-key-take-out button:enabled {color: var(--teal-text)}
.st-key-take-out button:focus-visible {outline: 2px solid var(--teal); outline-offset: 2px}
.st-key-take-out p, .st-key-leaving-buttons p {font-size: .84rem}
.state {font-size: .82rem; color: var(--quiet)}
.state i {display: inline-block; width: .5rem; height: .5rem; border-radius: 50%; margin-right: .45rem}
.state .current {background: var(--teal)} .state .changed {background: var(--amber)}
[data-testid="stLayoutWrapper"]:has(> .st-key-source) {position: sticky; top: 4.2rem}
.st-key-source {border: 1px solid var(--line); border-radius: 14px; padding: 1rem 1.1rem; background: var(--panel);
  box-shadow: 0 6px 24px -18px rgba(0,0,0,.35); gap: .6rem}
.no-source {color: var(--faint); font-size: .9rem; min-height: 6rem}
.no-source b {color: var(--quiet); font-weight: 600} .no-source p {margin: .3rem 0 0}
.source-head {display: flex; gap: .7rem; align-items: flex-start}
.source-head .number {flex: none; background: var(--teal); color: var(--on-teal); border-radius: 8px; font-weight: 650;
  font-size: .85rem; min-width: 1.7rem; text-align: center; padding: .15rem .3rem}
.source-head b {font-weight: 650; display: block; line-height: 1.3}
.source-head span:not(.number) {font-size: .82rem; color: var(--quiet); line-height: 1.3; display: block}
.strip {position: relative; height: 5px; border-radius: 3px; background: var(--line); margin: .9rem 0 .35rem}
.strip i {position: absolute; top: -2px; height: 9px; min-width: 5px; border-radius: 3px; background: var(--teal)}
.place a {color: var(--teal-text)}
.place {font-size: .78rem; color: var(--quiet)}
.source-text {position: relative; overflow-y: auto; max-height: calc(100vh - 31rem); min-height: 10rem;
  margin-top: .7rem; padding-right: .5rem; font-size: .95rem; line-height: 1.65; color: var(--text); outline: none}
.source-text section {margin-bottom: 1rem}
.source-text p {margin: 0 0 .7rem; white-space: pre-wrap; overflow-wrap: anywhere}
.source-text .speaker {font-size: .78rem; font-weight: 650; color: var(--teal-text); margin-bottom: .15rem}
.source-text .unspoken {color: var(--faint); font-style: italic; font-size: .86rem}
.source-text mark, blockquote {background: var(--mark); color: var(--mark-text); border-radius: 3px; padding: .1rem 0;
  box-decoration-break: clone; -webkit-box-decoration-break: clone}
.st-key-examples {display: grid !important; grid-template-columns: 1fr 1fr; gap: .8rem; max-width: 60rem}
[class*="st-key-example-"] button {justify-content: flex-start; text-align: left; min-height: 4.6rem;
  padding: .7rem 1.1rem; border-radius: 12px; line-height: 1.45}
[class*="st-key-example-"] button > div {justify-content: flex-start; text-align: left}
[data-testid="stSidebarHeader"] {height: 2.2rem; margin: 0}
[data-testid="stSidebarUserContent"] [data-testid="stVerticalBlock"] {gap: .55rem}
@media (max-width: 1000px) {
  .stMainBlockContainer {padding: 2.2rem 1rem 1.5rem}
  [data-testid="stBottomBlockContainer"] {padding: 1rem 1rem 1.6rem}
  .stMain [data-testid="stHorizontalBlock"]:has(.st-key-source) {flex-direction: column}
  .stMain [data-testid="stHorizontalBlock"]:has(.st-key-source) > [data-testid="stColumn"] {width: 100%; flex: none}
  .stMain [data-testid="stColumn"]:has(.st-key-source) {position: sticky; bottom: 8.6rem; z-index: 5}
  .st-key-examples {grid-template-columns: 1fr}
  .st-key-source:has(.no-source) {display: none}
  .source-text {max-height: 24vh; min-height: 6rem}
}
</style>"""

# One observer at a time, of the panel's size. The first scrolling by hand ends it: the quote is not run after any longer.
_SCROLL = """<script>/* %d-%d */
(() => {
  const scroll = () => {
    const text = document.querySelector('.source-text'), quote = text && text.querySelector('mark');
    if (quote) text.scrollTop = quote.offsetTop - text.clientHeight / 4;
    return quote && text;
  };
  window.quoteObserver?.disconnect();
  const observer = window.quoteObserver = new ResizeObserver(scroll);
  let left = false;
  const leave = () => {left = true; observer.disconnect()};
  const follow = () => {
    const text = !left && scroll();
    if (!text) return;
    observer.observe(text);
    text.onwheel = text.ontouchmove = text.onkeydown = leave;
    text.onpointerdown = event => {if (event.offsetX > text.clientWidth) leave()};  // on the scroll bar
  };
  for (const wait of [0, 120, 400]) setTimeout(follow, wait);
})();
</script>"""


def scroll_to_quote(place: int, number: int) -> str:
    """The script that scrolls the source to its quote, and again when the panel is resized.

    It differs for each citation, or it would not run again.
    """
    return _SCROLL % (place, number)
