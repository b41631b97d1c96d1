"""How wide the text of the page is, and where in the pane it stands."""

from __future__ import annotations

from reader.tui.lines import Lines

MEASURE = 72  # cells, unless the person asks for another
NARROWEST, WIDEST = 24, 160
GUTTER = 2


class Measured(Lines):
    """Lines of text in the middle of a pane, with a gutter left of them."""

    measure: int  # cells, as the person asked for it

    @property
    def text_width(self) -> int:
        """Cells of the measure as far as the pane has room for it."""
        return self.text_width_in(self.room.width)

    def text_width_in(self, width: int) -> int:
        """Cells of the measure in a pane of `width` cells."""
        return max(8, min(self.measure, width - GUTTER - 2))

    @property
    def text_room(self) -> int:
        """Cells from where the text begins to the edge of the pane: wide code and tables may have them."""
        return self.text_room_in(self.room.width)

    def text_room_in(self, width: int) -> int:
        """As `text_room`, in a pane of `width` cells."""
        text = self.text_width_in(width)
        return max(text, width - max(0, (width - text - GUTTER) // 2) - GUTTER - 1)

    @property
    def margin(self) -> int:
        """Cells left of the gutter: the measure stands in the middle."""
        return max(0, (self.room.width - self.text_width - GUTTER) // 2)
