"""Web addresses: which may be opened, how they are shown, which are the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import urls


@pytest.mark.parametrize(
    "href, exact",
    [
        ("https://example.com", "https://example.com"),
        ("HTTP://Example.com/A?b=c#d", "http://example.com/A?b=c#d"),
        ("https://example.com:8080/", "https://example.com:8080/"),
        ("https://bücher.example/ä?ö", "https://xn--bcher-kva.example/%C3%A4?%C3%B6"),
        ("https://a.b/%1b%5d", "https://a.b/%1b%5d"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("https://u:p@host.example/", "https://u:p@host.example/"),
        ("mailto:jane@example.com?subject=Hi%20there", "mailto:jane@example.com?subject=Hi%20there"),
        ('https://a.b/"<>`', "https://a.b/%22%3C%3E%60"),
    ],
)
def test_what_may_be_opened(href: str, exact: str) -> None:
    assert urls.safe_url(href) == exact


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "%6Aavascript:alert(1)", "javascript%3Aalert(1)", "data:text/html,x", "vbscript:x",
        "file:///etc/passwd", "file%3A///etc/passwd", "ftp://a.b/", "ssh://-oProxyCommand=x", "smb://evil/share",
        "vscode://x", "ms-settings:x", "steam://run/1", "--renderer-cmd-prefix=x", "-x", "%25action--incognito",
        "http:", "http://", "https:///path", "http://:80", "http://-oProxyCommand=x/", "http://a b/", "http://a\tb",
        "http://a\nb", "http://a\x1b", "http://a\x9b", "http://a\\b", "\\\\evil\\share", "//evil/share",
        "http://a.b/\u202e", "http://a.b/\u200b", "http://a.b/\ud800", "http://a.b:99999999/", "http://a.b:x/",
        "http://[::1", "http:a.b", "mailto:", "mailto:-x@a.b", "mailto:a@b?attach=/etc/passwd", "mailto:a@b?cc=x@y",
        "mailto:a@b%0abcc:x", "mailto:a@-b", "http://" + "a" * 3000, "", "x", "http://exa%mple.com", "http://a..b/",
        "http://$(id).com/", "http://`id`/", "tel:1", "http\x00://a.b",
    ],
)  # fmt: skip
def test_what_may_not(href: str) -> None:
    assert urls.safe_url(href) is None
    assert urls.refusal(href)


@given(st.text(max_size=60))
@settings(max_examples=500, deadline=None)
def test_nothing_unsafe_is_handed_on(tail: str) -> None:
    for href in (tail, "http://" + tail, "https://a.b/" + tail, "mailto:" + tail, "https://" + tail + "/x"):
        safe = urls.safe_url(href)
        urls.canonical(href), urls.suspicion(href, tail), urls.shown(href)
        if safe is not None:
            assert safe.startswith(("http://", "https://", "mailto:"))
            assert all(0x21 <= ord(char) <= 0x7E for char in safe)
            assert urls.safe_url(safe) == safe


@pytest.mark.parametrize(
    "one, other",
    [
        ("http://www.Example.com/a/", "https://example.com/a"),
        ("https://example.com/a?utm_source=x&id=1&fbclid=2", "https://example.com/a?id=1"),
        ("https://example.com/a#part", "https://example.com/a"),
        ("https://example.com:443/a", "http://example.com:80/a"),
        ("https://example.com/%7ejane/%c3%a4", "https://example.com/~jane/ä"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
    ],
)
def test_the_same_page(one: str, other: str) -> None:
    assert urls.canonical(one) == urls.canonical(other) is not None


def test_other_pages() -> None:
    pages = [
        "https://a.b/x",
        "https://a.b/X",
        "https://a.b/x?id=1",
        "https://a.b/x?id=2",
        "https://c.b/x",
        "https://a.b:8080/x",
    ]
    assert len({urls.canonical(page) for page in pages}) == len(pages)
    assert urls.canonical("mailto:a@b.c") is None


@pytest.mark.parametrize(
    "href, text",
    [
        ("https://user@evil.example/", "x"),
        ("https://paypal.com@evil.example/", "x"),
        ("https://xn--80ak6aa92e.com/", "apple.com"),
        ("https://аррӏе.com/", "x"),
        ("https://pаypal.com/", "x"),
        ("https://evil.example/", "https://bank.example/login"),
        ("https://evil.example/", "www.bank.com"),
        ("https://evil.example/", "bank.com"),
    ],
)
def test_what_is_asked_first(href: str, text: str) -> None:
    assert urls.suspicion(href, text)


@pytest.mark.parametrize(
    "href, text",
    [
        ("https://nodejs.org/", "Node.js"),
        ("https://example.com/x", "www.example.com"),
        ("https://docs.example.com/", "example.com"),
        ("https://bücher.example/", "Bücher"),
        ("https://日本語.jp/", "x"),
        ("https://ja.wikipedia.org/wiki/ア", "ア"),
        ("https://example.com", "see example.com for more"),
        ("mailto:jane@example.com", "jane@example.com"),
    ],
)
def test_what_is_not(href: str, text: str) -> None:
    assert urls.suspicion(href, text) is None


def test_hosts_are_shown_in_punycode() -> None:
    assert urls.shown("https://аррӏе.com/ä") == "https://xn--80ak6aa92e.com/%C3%A4"


PIECES = [
    "http://", "https://", "www.", "a.org", "B.org", "-a.", "..", ":80", ":8080", "/", "/p", "//", "a b", "%7e", "%2F",
    "?", "q=1", "&", "utm_source=x", "#", "part", "[", "]", "|", "é", "\\", "@", "\n", "x" * 300, "fbclid=1", "'",
]  # fmt: skip


@given(st.sampled_from(["", "https://", "http://www.a.org/"]), st.lists(st.sampled_from(PIECES), max_size=8))
@settings(max_examples=400, deadline=None)
def test_plain_addresses_are_no_exception(first: str, pieces: list[str]) -> None:
    href = first + "".join(pieces)
    quick = urls.canonical(href), urls.site(href)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "_plain", lambda href: None)
        assert (urls.canonical(href), urls.site(href)) == quick
