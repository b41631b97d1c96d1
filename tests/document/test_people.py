"""Names from bylines and headers: each person once, as written, and nothing that stands around a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document.metadata.people import authors

CASES: list[tuple[object, list[str]]] = [
    ("Jane Doe", ["Jane Doe"]), ("By Jane Doe", ["Jane Doe"]), ("by: Jane Doe", ["Jane Doe"]),
    ("BY JANE DOE", ["JANE DOE"]), ("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
    ("Jane Doe & John Roe", ["Jane Doe", "John Roe"]),
    ("Jane Doe, John Roe and Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]),
    ("Jane Doe, John Roe, and Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]),
    ("Jane Doe; John Roe", ["Jane Doe", "John Roe"]), ("Doe, Jane; Roe, John", ["Doe, Jane", "Roe, John"]),
    ("Doe, Jane and Roe, John", ["Doe, Jane", "Roe, John"]), ("Doe, Jane", ["Doe, Jane"]),
    ("Jane Doe, Staff Writer", ["Jane Doe"]), ("Jane Doe, Senior Editor at Example", ["Jane Doe"]),
    ("Jane Doe, PhD", ["Jane Doe"]), ("Martin Luther King, Jr.", ["Martin Luther King, Jr."]),
    ("Jane Doe <jane@example.com>", ["Jane Doe"]), ("jane@example.com (Jane Doe)", ["Jane Doe"]),
    ("noreply@blogger.com (Jane Doe)", ["Jane Doe"]), ("Jane Doe (@jane)", ["Jane Doe"]),
    ("Jane Doe @jane", ["Jane Doe"]), ("@jane", ["jane"]), ("Jane Doe https://example.com/jane", ["Jane Doe"]),
    ("https://www.facebook.com/jane", []), ("[Jane Doe](https://e.org/jane)", ["Jane Doe"]),
    ("[Jane Doe](https://e.org), [John Roe](https://e.org)", ["Jane Doe", "John Roe"]),
    ("[[Jane Doe]]", ["Jane Doe"]), ("[[Jane Doe]], [[John Roe]]", ["Jane Doe", "John Roe"]),
    ("[[people/Jane Doe]]", ["Jane Doe"]), ("[[jane|Jane Doe]]", ["Jane Doe"]),
    ("J. R. R. Tolkien", ["J. R. R. Tolkien"]), ("Doe, J., Roe, A.", ["Doe, J.", "Roe, A."]),
    ("Jane Doe et al.", ["Jane Doe"]), ("Jane Doe and 3 others", ["Jane Doe"]),
    ("von Anna Müller und Max Groß", ["Anna Müller", "Max Groß"]), ("Von Anna Müller", ["Anna Müller"]),
    ("Von Neumann", ["Von Neumann"]), ("Par Émile Zola et Jules Verne", ["Émile Zola", "Jules Verne"]),
    ("Por Ana García y Luis Pérez", ["Ana García", "Luis Pérez"]), ("José Ortega y Gasset", ["José Ortega y Gasset"]),
    ("Анна Иванова и Пётр Сидоров", ["Анна Иванова", "Пётр Сидоров"]), ("张三、李四", ["张三", "李四"]),
    ("张三，李四", ["张三", "李四"]), ("张三, 李四", ["张三", "李四"]), ("作者：张三", ["张三"]),
    ("文/张三", ["张三"]), ("约翰·史密斯", ["约翰·史密斯"]), ("山田太郎、鈴木花子", ["山田太郎", "鈴木花子"]),
    ("홍길동 기자", ["홍길동"]), ("홍길동, 김철수", ["홍길동", "김철수"]), ("Jane Doe for AFP", ["Jane Doe"]),
    ("Jane Doe (Google), John Roe (VMware)", ["Jane Doe", "John Roe"]), ("Unknown", []), ("N/A", []),
    ("{{byline}}", []), ("{byline}", []), ("", []), ("Mario Rossi e Anna Bianchi", ["Mario Rossi", "Anna Bianchi"]),
    ("The Associated Press", ["The Associated Press"]), ("Jane Doe,John Roe", ["Jane Doe", "John Roe"]),
    ("Jane Doe / John Roe", ["Jane Doe", "John Roe"]), ("Jane Doe, Jane Doe", ["Jane Doe"]),
    ("Seán Ó Briain", ["Seán Ó Briain"]), ("Ludwig van Beethoven", ["Ludwig van Beethoven"]),
    (["Jane Doe", "John Roe"], ["Jane Doe", "John Roe"]), (["[[Jane Doe]]"], ["Jane Doe"]),
    (["By Jane Doe and John Roe"], ["Jane Doe", "John Roe"]), (["Doe, Jane"], ["Doe, Jane"]),
    ([{"name": "Jane Doe", "url": "https://x"}, {"name": "John Roe"}], ["Jane Doe", "John Roe"]),
    ({"name": "Jane Doe"}, ["Jane Doe"]), ({"first": "Jane", "last": "Doe"}, ["Jane Doe"]),
    ([{"name": {"given": "Jane", "family": "Doe"}}], ["Jane Doe"]),
    ([{"Jane Doe": {"institute": "x"}}], ["Jane Doe"]), ([{"literal": "ACME"}], ["ACME"]),
    ({"jane": {"name": "Jane Doe"}, "bob": {"name": "Bob Roe"}}, ["Jane Doe", "Bob Roe"]), ({"url": "https://x"}, []),
    ({" ": ""}, []), ([], []), (None, []), ("Written by Jane Doe", ["Jane Doe"]), ("Jane O'Brien", ["Jane O'Brien"]),
    ("“Weird Al” Yankovic", ["“Weird Al” Yankovic"]), ("Ta-Nehisi Coates", ["Ta-Nehisi Coates"]),
    ("bell hooks", ["bell hooks"]), ("Byron Smith", ["Byron Smith"]), ("Portia Lee", ["Portia Lee"]),
    ("Text: Anna Müller", ["Anna Müller"]), ("Words by Jane Doe", ["Jane Doe"]),
    (["Ann Roe, Jane Doe, Bo Li, and Jo Poe"], ["Ann Roe", "Jane Doe", "Bo Li", "Jo Poe"]),
    (["The Survey Team in partnership with the Wall Trust"], ["The Survey Team in partnership with the Wall Trust"]),
    ("Jane Doe\nAnn Roe", ["Jane Doe", "Ann Roe"]), ("Jane\nDoe", ["Jane Doe"]),
    ("Jane Doe and\nAnn Roe", ["Jane Doe", "Ann Roe"]), ("jane, bob", ["jane", "bob"]),
    ("山田太郎　写真：鈴木花子", ["山田太郎"]), ("张三 图/李四", ["张三"]),
    ("Jane Doe, Fotos: Ann Roe", ["Jane Doe"]), ("Jane Doe^[University of the Wall]", ["Jane Doe"]),
    ("Jane Doe on behalf of the Wall Team", ["Jane Doe"]), (["Smith Jones, Mary Ann"], ["Smith Jones, Mary Ann"]),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), CASES)
def test_names(value: object, expected: list[str]) -> None:
    assert list(authors(value)) == expected


@given(st.recursive(st.text(max_size=30), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=6), inner)))
def test_any_value_gives_names_without_line_ends_each_once(value: object) -> None:
    found = authors(value)
    assert len(set(found)) == len(found)
    assert all(name.strip() == name and "\n" not in name and any(map(str.isalpha, name)) for name in found)
