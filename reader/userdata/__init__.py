"""Everything a user would miss: identity of articles, marks, notes, places, state, history, settings.

One SQLite database, `state.db`, in the user data folder. Must not know the index or the library:
a scan that does not see a file deletes nothing here.
"""

from reader.userdata.record import ArticleRecord, Mark, Place, Standing, Step
from reader.userdata.userdata import UserData

__all__ = ["ArticleRecord", "Mark", "Place", "Standing", "Step", "UserData"]
