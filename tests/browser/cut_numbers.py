"""Whether a page shows its numbers whole: none is cut by a box, by a picture or by the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from walk import Visit

# The figures are those of the server's answer to the choice that the page makes by its width.
DRAWN_TO_FIT = """() => {
    const chosen = document.querySelector(".st-key-drawn-for [data-selected]");
    const label = document.querySelector(".st-key-drawn-for label");
    return !chosen || label.textContent.endsWith(`: ${chosen.textContent}`);
}"""

# The text of a number reaches past the edge of something that hides what does not fit, or stands
# across the edge of a box that scrolls. Words for screen readers are hidden on purpose. Streamlit's
# own tables are pictures: one that scrolls sideways cuts what stands at its edge.
CUT = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    const hides = (e) => /hidden|clip/.test(getComputedStyle(e).overflowX);
    const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX);
    const cut = (text) => {
        const range = document.createRange();
        range.selectNodeContents(text);
        const box = range.getBoundingClientRect();
        if (box.width < 2 || box.height < 2) return false;
        if (box.left < -1 || box.right > innerWidth + 1) return true;
        for (let e = text.parentElement; e !== main; e = e.parentElement) {
            const edge = e.getBoundingClientRect();
            const across = (side) => box.left < side - 1 && box.right > side + 1;
            if (scrolls(e)) return across(edge.left) || across(edge.right);
            const out = box.left < edge.left - 1 || box.right > edge.right + 1;
            if (out && hides(e) && edge.width > 2) return true;
        }
        return false;
    };
    const grids = [...main.querySelectorAll("[data-testid=stDataFrame] .dvn-scroller")];
    const found = grids.filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
        .map((e) => `a table of ${e.scrollWidth} px in ${e.clientWidth}`);
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (/\\d/.test(text.data) && text.parentElement.checkVisibility() && cut(text))
            found.push(text.data);
    }
    return found;
}"""


def cut_numbers(visit: Visit) -> list[str]:
    """The texts with a number of which a part is not to be seen."""
    return visit.page.evaluate(CUT)
