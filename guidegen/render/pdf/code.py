"""Blocks of code: lines on a tinted ground, as they were typed."""

from __future__ import annotations

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.render.pdf.code_lines import code_fragment
from guidegen.render.pdf.flow import Backdrop, Group, Unit
from guidegen.render.pdf.fragment import Fragment, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element, kids_of

_PADDING = 9.0


def lay_code(layout: Layout, block: doc.CodeBlock, frame: Frame) -> Laid:
    """The lines in one box, which may go on over pages where it is taller than one."""
    scale = layout.scale
    padding = _PADDING * scale

    def ground(height: float) -> Fragment:
        tint = ops.box(0, -height, frame.width, height, radius=0.4 * layout.corner("box"), fill=layout.colour("tint"))
        return ornament(tint, frame.width, height)

    group = Group(keep=True, backdrop=Backdrop(frame.x, ground), padding=padding * 0.7)
    groups = (*frame.groups, group)
    fragment = code_fragment(layout.fragments, block.lines, frame.width - 2 * padding, block.origin)
    layout.problems += fragment.problems
    key = layout.keys.take(fragment)
    style = layout.fragments.theme.styles["code"]
    units = [Unit(padding * 0.7, [], before=style.before * scale, keep_next=True, groups=groups)]
    for index, line in enumerate(fragment.lines):
        placed = Placed(fragment, frame.x + padding, 0.0, key, 0, index, index + 1)
        units.append(Unit(line.height, [placed], groups=groups, origin=block.origin))
    # No line stands alone above or below a page break.
    units[1].keep_next = units[-2].keep_next = units[-1].keep_next = True
    units.append(Unit(padding * 0.7, [], after=style.after * scale, groups=groups))
    return Laid(units, [Element("P", kids_of(fragment, key, 0))])
