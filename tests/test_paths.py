"""Where things are kept, and the ids of articles: the short ways give what the libraries give."""

import sys
import uuid
from pathlib import Path

import platformdirs
import pytest

from reader import paths

HOMES = [
    {"HOME": "/home/jane"},
    {"HOME": "/home/jane/"},
    {"HOME": "/home/jane", "XDG_DATA_HOME": "/x/data", "XDG_CACHE_HOME": "/x/cache/", "XDG_CONFIG_HOME": "/x/c"},
    {"HOME": "/home/jane", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "", "XDG_CONFIG_HOME": "~/config"},
    {"HOME": "/"},
    {"HOME": ""},
    {},
]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is always asked")
@pytest.mark.parametrize("environment", HOMES, ids=str)
def test_folders_are_those_of_platformdirs(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert paths.data_dir() == Path(platformdirs.user_data_dir("reader"))
    assert paths.cache_dir() == Path(platformdirs.user_cache_dir("reader"))
    assert paths.config_file().parent == Path(platformdirs.user_config_dir("reader"))


def test_ids_are_uuids() -> None:
    namespace = uuid.UUID(bytes=paths.NAMESPACE)
    assert paths.article_id(Path("/library"), b"shelf/wall.md") == str(uuid.uuid5(namespace, "/library/shelf/wall.md"))
    assert uuid.UUID(paths.fresh_id()).version == 4
    assert paths.fresh_id() != paths.fresh_id()
