"""The report as a page: time to make, size, and time to paint in headless Chromium, for 50 to 10,000 deliverables.

python -m tests.benchmarks.report_page

"paint" is from the end of loading the file to the first contentful paint, by the browser's performance timeline; the
median of five. Every deliverable links to a record with an address as long as Notion's.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from sync.report.html import render_html
from tests.report.html.browser import CHROMIUM, Browser, chromium
from tests.report.html.label import label_page

SIZES = (50, 1_000, 2_500, 10_000)
_PAINT = """new Promise(done => requestAnimationFrame(() => setTimeout(() => {
  const [page] = performance.getEntriesByType("navigation");
  const [first] = performance.getEntriesByName("first-contentful-paint");
  done([first.startTime - page.responseEnd, first.startTime, document.scrollingElement.scrollHeight]);
}, 200)))"""


def painted(browser: Browser, file: Path) -> tuple[float, float, float]:
    """Return milliseconds from the loaded file to the first paint, from the click to it, and the page's height."""
    shots = []
    for _ in range(5):
        browser.open(file)
        shots.append(browser.value(_PAINT))
    columns = zip(*shots, strict=True)
    after, click, height = (statistics.median(column) for column in columns)
    return after, click, height


def main() -> None:
    print(f"python {sys.version.split()[0]}, one core; {CHROMIUM or 'no Chromium: no paint times'}")
    head = ("deliverables", "releases", "first s", "again s", "KB", "paint ms", "from click ms", "height px")
    print("".join(f"{name:>14}" for name in head))
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            page = label_page(size)
            start = perf_counter()
            text = render_html(page)
            first = perf_counter() - start
            start = perf_counter()
            render_html(page)
            again = perf_counter() - start
            file = Path(folder) / f"{size}.html"
            file.write_text(text, encoding="utf-8")
            row = f"{size:>14,}{len(page.releases):>14}{first:>14.3f}{again:>14.3f}{len(text.encode()) / 1000:>14.0f}"
            if CHROMIUM:
                with chromium() as browser:
                    after, click, height = painted(browser, file)
                row += f"{after:>14.0f}{click:>14.0f}{height:>14,.0f}"
            print(row)


if __name__ == "__main__":
    main()
