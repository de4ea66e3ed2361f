"""Lines at the head of a page that say on which page something stands: they are set when that is known.

What a line says decides nothing but itself, as long as it is as high: so a document need not be laid out anew when it
turns out that the page is another one, as it nearly always does where items stand in another order in each copy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from guidegen.document.elements import PageReference
from guidegen.records import dataclass, replace
from guidegen.render.pdf.flow import Page
from guidegen.render.pdf.fragment import Fragment
from guidegen.render.pdf.placed import Placed, PlacedStack


@dataclass(frozen=True, slots=True, eq=False)
class Reminder:
    """A line that was set with these `pages` in it, which were expected, and what sets it with others.

    The fragment stands in this line alone.
    """

    fragment: Fragment
    pages: Mapping[PageReference, str]
    set_again: Callable[[], Fragment]

    def turned_out(self, anchors: Mapping[str, int]) -> dict[PageReference, str]:
        """The references of the line whose page is another one, with the page."""
        found = {each: str(anchors[each.anchor]) for each in self.pages if each.anchor in anchors}
        return {each: page for each, page in found.items() if page != self.pages[each]}

    def is_as_high(self) -> bool:
        """Whether the line takes as much room with the pages that are known now."""
        return self.set_again().height == self.fragment.height


def set_reminders(pages: Sequence[Page], reminders: Sequence[Reminder]) -> list[Page]:
    """The pages with these lines set again, as far as they are as high as they were."""
    again = {id(each.fragment): each.set_again() for each in reminders if each.is_as_high()}
    return [_with(page, again) for page in pages]


def _with(page: Page, again: Mapping[int, Fragment]) -> Page:
    """The page with other fragments. Pages may stand in other documents, and are not changed."""
    if not any(isinstance(placed, Placed) and id(placed.fragment) in again for placed in page.placed):
        return page
    placed = [_set(each, again) for each in page.placed]
    return Page(placed, page.anchors, page.height_used, page.begins, page.turned)


def _set(placed: Placed | PlacedStack, again: Mapping[int, Fragment]) -> Placed | PlacedStack:
    if isinstance(placed, Placed) and (fragment := again.get(id(placed.fragment))) is not None:
        return replace(placed, fragment=fragment, last=len(fragment.lines))
    return placed
