"""Is a report (the first argument) as large as its paper (a4 or letter), as many sheets as said (a number or `any`), and
readable: text in reading order, every typeface inside, tagged, with bookmarks? Read by pypdf and by pdfua's checks.
"""

import sys

import pdfua
from pypdf import PdfReader

SIZES = {"a4": (595.28, 841.89), "letter": (612, 792)}
IN_ORDER = ["Healing after", "CALL CLINIC", "Treatment", "Course", "Redness", "Grades by day", "My questions"]
ROLES = {"/H1", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Figure"}


def faults(path, paper, sheets):
    reader = PdfReader(path)
    if sheets != "any" and len(reader.pages) != int(sheets):
        yield f"{len(reader.pages)} sheets instead of {sheets}"
    for number, page in enumerate(reader.pages, 1):
        size = tuple(float(side) for side in page.mediabox[2:])
        if any(abs(one - other) > 0.01 for one, other in zip(size, SIZES[paper])):
            yield f"sheet {number} is {size}, not {SIZES[paper]}"
        yield from typefaces(page, number)
    yield from order("\n".join(page.extract_text() for page in reader.pages))
    yield from structure(reader)
    yield from (f"pdfua: {finding}" for finding in pdfua.validate(path).findings)


def typefaces(page, number):
    for name, font in page["/Resources"]["/Font"].items():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        descriptor = inner["/FontDescriptor"].get_object()
        if not any(kind in descriptor for kind in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"the typeface {name} of sheet {number} is not in the file"
        if "/ToUnicode" not in font.get_object():
            yield f"the letters of {name} on sheet {number} cannot be selected"


def order(text):
    place = 0
    for words in IN_ORDER:
        found = text.find(words, place)
        if found < 0:
            yield f"{words!r} is missing, or comes too early"
        else:
            place = found


def structure(reader):
    root = reader.trailer["/Root"]
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "it is not tagged"
    if root.get("/Lang") != "en":
        yield "it does not say its language"
    if not reader.outline:
        yield "it has no bookmarks"
    roles = {}
    count(root["/StructTreeRoot"], roles)
    for role in ROLES - set(roles):
        yield f"nothing in it is a {role}"
    if not all(roles.get("figures", [])):
        yield "a chart has no words"


def count(node, roles):
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            count(child, roles)
    elif isinstance(node, dict):
        role = node.get("/S")
        if role:
            roles.setdefault(role, 0)
        if role == "/Figure":
            roles.setdefault("figures", []).append(node.get("/Alt"))
        if "/K" in node:
            count(node["/K"], roles)


found = list(faults(*sys.argv[1:]))
if found:
    sys.exit("REFUSED " + "\n".join(found))
