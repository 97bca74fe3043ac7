"""Is a page good to read in a real browser, on every width, by day, in the dark, in the reader's own colours, and on paper?

Arguments: the page; its paper (a4 or letter); how many sheets it may take at most; on how many screens it is looked at (every,
one or none); and texts that must be there to read, word by word. Pictures of what was seen are left beside the page.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from pypdf import PdfReader

HERE = Path(__file__).parent
BROWSER = "/usr/bin/chromium"
QUIET = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update disable-sync"

# Width and height in pixels, and the smallest letters of running text there.
SCREENS = {"phone": (360, 740, 16), "tablet": (768, 1024, 11), "wide": (1280, 900, 11)}
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}

VIEWS = [(screen, look) for screen in SCREENS for look in LOOKS]
LOOKED_AT = {"every": VIEWS, "one": VIEWS[:1], "none": []}

# Width and height in points, and the width between the margins in pixels.
PAPER = {"a4": (595, 842, 695), "letter": (612, 792, 718)}


def opened(browser, page_file, complaints, **how):
    """The page, with all it asks for or grumbles about noted."""
    context = browser.new_context(java_script_enabled=False, **how)
    page = context.new_page()
    page.on("request", lambda asked: asked.url != page_file.as_uri() and complaints.append(f"asks for {asked.url}"))
    page.on("console", lambda message: complaints.append(f"the browser says: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"an error: {error}"))
    page.goto(page_file.as_uri())
    return page


def on_screens(browser, page_file, views, texts):
    for screen, look in views:
        width, height, least = SCREENS[screen]
        complaints = []
        page = opened(browser, page_file, complaints, viewport={"width": width, "height": height}, **LOOKS[look])
        complaints += page.evaluate((HERE / "html_seen.js").read_text(), least)
        said = page.locator("body").text_content()
        complaints += [f"does not say {text!r}" for text in texts if text not in said]
        complaints += keys(page)
        page.screenshot(path=page_file.with_name(f"{page_file.stem}-{screen}-{look}.png"), full_page=True)
        page.context.close()
        yield from (f"{screen}, {look}: {complaint}" for complaint in complaints)


def keys(page):
    """What can be scrolled must be reached by Tab."""
    regions = page.locator(".scroll").count()
    for _ in range(regions):
        page.keyboard.press("Tab")
        if page.locator(".scroll:focus").count() != 1:
            return ["Tab does not reach what can be scrolled"]
    return []


def on_paper(browser, page_file, paper, most_sheets):
    width, height, between_margins = PAPER[paper]
    complaints = []
    page = opened(browser, page_file, complaints, viewport={"width": between_margins, "height": 900})
    page.emulate_media(media="print", color_scheme="dark")
    for edge in page.evaluate("[document.scrollingElement.scrollWidth, getComputedStyle(document.body).color]"):
        if edge not in ("rgb(0, 0, 0)", between_margins):
            complaints.append(f"printed {edge}, and not black within {between_margins}")
    printed = page_file.with_suffix(".pdf")
    page.pdf(path=printed, prefer_css_page_size=True, tagged=True)
    foot = page.locator("footer").text_content()
    charts = page.locator("svg.chart").count()
    page.context.close()

    sheets = PdfReader(printed)
    if len(sheets.pages) > most_sheets:
        complaints.append(f"{len(sheets.pages)} sheets of paper")
    for number, sheet in enumerate(sheets.pages, 1):
        size = tuple(round(float(edge)) for edge in sheet.mediabox[2:])
        if any(abs(one - other) > 1 for one, other in zip(size, (width, height))):
            complaints.append(f"sheet {number} is {size}")
        said = " ".join(sheet.extract_text().split())
        if foot.isascii() and " ".join(foot.split()) not in said:
            complaints.append(f"sheet {number} has no foot")
        if f"Page {number} of {len(sheets.pages)}" not in said:
            complaints.append(f"sheet {number} has no number")
    told = [figure for figure in tags(sheets.trailer["/Root"]["/StructTreeRoot"]) if figure.get("/Alt")]
    if len(told) < charts:
        complaints.append(f"{len(told)} of {charts} charts are told in the printed file")
    yield from (f"paper: {complaint}" for complaint in complaints)


def tags(tag):
    """Every figure in the tags of a printed file."""
    tag = tag.get_object()
    if isinstance(tag, list):
        for below in tag:
            yield from tags(below)
    elif isinstance(tag, dict):
        if tag.get("/S") == "/Figure":
            yield tag
        if "/K" in tag:
            yield from tags(tag["/K"])


def main():
    page_file, paper, most_sheets, views, *texts = sys.argv[1:]
    page_file = Path(page_file).resolve()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=[f"--{one}" for one in QUIET.split()])
        complaints = [*on_screens(browser, page_file, LOOKED_AT[views], texts)]
        complaints += on_paper(browser, page_file, paper, int(most_sheets))
        browser.close()
    if complaints:
        sys.exit("REFUSED " + "\n".join(list(dict.fromkeys(complaints))[:40]))


main()
