"""What a web address is: whether it may be opened, how it is shown, when two are the same. Pure.

Nothing is decoded before it was checked, and `urlsplit` sees only what passed, because it drops tabs
and newlines in silence.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

from reader.regex import regex

MAX_LENGTH = 2048
# Controls and spaces, backslash, zero-width and bidi signs, surrogates, the byte order mark, tags.
_FORBIDDEN = regex(
    "[\x00-\x20\x7f-\xa0\\\\\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164"
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
# What most addresses are made of, where nothing has to be decoded, checked or written otherwise: host, path, query.
_PLAIN = regex(
    r"https?://([a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)+)(/[A-Za-z0-9!$&'()*+,/:;=@~._-]*)?"
    r"(?:\?([A-Za-z0-9!$&'()*+,/:;=?@~._-]*))?(?:#[!-\[\]-~]*)?\Z"
)
_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = regex(r"(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?\Z")
_IPV6 = re.compile(r"[0-9a-f:.]+(?:%25[a-z0-9]+)?\Z")
_ADDRESS = regex(r"(?!-)[^\s@<>(),;:\\\"\[\]?&=/%-][^\s@<>(),;:\\\"\[\]?&=/%]*@[a-zA-Z0-9][a-zA-Z0-9.-]*\Z")
_TRACKING = regex(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|yclid|_hsenc|_hsmi|ref_src|twclid|wt_mc)\Z", re.I
)
_LOOKS_LIKE_HOST = regex(r"(https?://)?(?:[^/@\s]*@)?((?:[\w-]+\.)+[a-z]{2,})(?:[/:?#]\S*)?\Z", re.I)
_USUAL_ENDING = regex(
    r"\.(?:com|org|net|gov|edu|mil|int|info|biz|io|co|app|dev|me|tv|ai|eu|us|uk|de|fr|es|it|nl|ru|ua|pl|cn|jp|kr|tw|in"
    r"|br|ca|au|ch|at|se|no|fi|dk|cz|ie|be|pt|gr|tr|il|mx|ar|bank|xyz|online|site|shop|news|blog)\Z",
    re.I,
)
_UNRESERVED = regex(r"%(?:2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])")


def scheme(href: str) -> str | None:
    """The scheme of an href, lower case, or None when it has none."""
    match = _SCHEME.match(href)
    return match[1].lower() if match else None


def forbidden(href: str) -> str | None:
    """Why an href is not touched at all, in plain words, or None."""
    if len(href) > MAX_LENGTH:
        return "the address is longer than any real one"
    if match := _FORBIDDEN.search(href):
        name = "a space" if match[0] == " " else "a backslash" if match[0] == "\\" else f"U+{ord(match[0]):04X}"
        return f"the address contains {name}, which no real one does"
    return None


def safe_url(href: str) -> str | None:
    """The address as it may be handed to a browser, ASCII only, or None when it may not be opened."""
    return None if refusal(href) else _exact(href)


def refusal(href: str) -> str | None:
    """Why an address is not opened outside, in plain words, or None when it may be."""
    if reason := forbidden(href):
        return reason
    kind = scheme(href)
    if kind == "mailto":
        return _mail_refusal(href)
    if kind not in {"http", "https"}:
        return f"this kind of link is not opened: {kind}:" if kind else "this is no web address"
    if not href[len(kind) + 1 :].startswith("//"):
        return "the address has no host"
    try:
        parts = urlsplit(href)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "the address has an impossible host or port"
    if not host:
        return "the address has no host"
    if ":" in host:
        return None if _IPV6.match(host) else "the address has an impossible host"
    named = host_ascii(host)
    if named is None or len(named) > 253 or not _HOST.match(named):
        return "the address has an impossible host"
    return None


def _mail_refusal(href: str) -> str | None:
    address, _, query = href[7:].partition("?")
    if not address.isascii() or not _ADDRESS.match(address):
        return "this is no mail address"
    if re.search("%(?:0|1[0-9a-f]|7f)", href, re.I):
        return "the mail address contains a control character"
    for pair in filter(None, query.split("&")):
        if pair.partition("=")[0].lower() not in {"subject", "body"}:
            return "a mail link may set subject and text only"
    return None


def host_ascii(host: str) -> str | None:
    """The host in lower case with punycode labels, or None when it can't be one."""
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None


def _exact(href: str) -> str:
    kind, _, rest = href.partition(":")
    if kind.lower() == "mailto":
        return "mailto:" + quote(rest, safe="%!#$&'()*+,/:;=?@[]~-._")
    slashes = rest[2:]
    end = next((at for at, char in enumerate(slashes) if char in "/?#"), len(slashes))
    authority, path = slashes[:end], slashes[end:]
    user, at, place = authority.rpartition("@")
    name, colon, port = (place, "", "") if place.endswith("]") else _split_port(place)
    shown = name if name.startswith("[") else host_ascii(name) or name
    user = quote(user, safe="%!$&'()*+,;=:-._~")
    return f"{kind.lower()}://{user}{at}{shown}{colon}{port}" + quote(path, safe="%!#$&'()*+,/:;=?@[]~-._|{}^")


def _split_port(place: str) -> tuple[str, str, str]:
    name, colon, port = place.rpartition(":")
    return (name, colon, port) if colon and port.isdigit() else (place.removesuffix(":"), "", "")


def shown(href: str) -> str:
    """The address for a person: the host in punycode, the rest as it is written."""
    return _exact(href) if refusal(href) is None else href


def site(href: str) -> str | None:
    """The host of a web address without `www.`, or None."""
    if plain := _plain(href):
        return plain[1].removeprefix("www.")
    if refusal(href) or scheme(href) not in {"http", "https"}:
        return None
    return (host_ascii(urlsplit(href).hostname or "") or "").removeprefix("www.").rstrip(".") or None


def canonical(href: str) -> str | None:
    """What two addresses of the same page have in common; None for what is no web address.

    Scheme, `www.`, case of the host, default port, trailing slash, fragment and tracking parameters
    do not count.
    """
    if plain := _plain(href):
        name, path, query = plain.groups()
        query = _telling(query) if query else ""
        return name.removeprefix("www.") + (path.rstrip("/") if path else "") + ("?" + query if query else "")
    host = site(href)
    if host is None:
        return None
    parts = urlsplit(href)
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    query = _telling(parts.query)
    path = quote(_plain_escapes(parts.path), safe="%!$&'()*+,/:;=@~-._").rstrip("/")
    return host + port + path + ("?" + quote(_plain_escapes(query), safe="%!$&'()*+,/:;=?@~-._") if query else "")


def _plain(href: str) -> re.Match[str] | None:
    match = _PLAIN.match(href)
    return match if match and len(href) <= MAX_LENGTH and len(match[1]) <= 253 else None


def _telling(query: str) -> str:
    """A query without the parameters that only track."""
    return "&".join(pair for pair in query.split("&") if pair and not _TRACKING.match(pair.partition("=")[0]))


def _plain_escapes(text: str) -> str:
    """Percent escapes of letters, digits and `-._~` undone, the others in upper case."""
    text = _UNRESERVED.sub(lambda match: unquote(match[0]), text)
    return re.sub("%[0-9a-f]{2}", lambda match: match[0].upper(), text, flags=re.I)


def suspicion(href: str, text: str = "") -> str | None:
    """Why a person should be asked before this web address is opened, in plain words, or None."""
    if scheme(href) not in {"http", "https"} or refusal(href):
        return None
    parts = urlsplit(href)
    host = parts.hostname or ""
    if "@" in parts.netloc:
        return f"the address names a user; its host is {host_ascii(host)}"
    if any(_mixed(label) for label in _unpuny(host).split(".")):
        return f"the host mixes letters of several scripts: {host_ascii(host)}"
    if not _unpuny(host).isascii() and _latin_like(_unpuny(host)):
        return f"the host looks like another one: {host_ascii(host)}"
    named = _LOOKS_LIKE_HOST.match(text.strip())
    if not named or _same_site(named[2], host):
        return None
    # "Node.js" and "civic.json" are names; a name is a host when it says so or ends like the usual ones
    if named[1] or named[2].lower().startswith("www.") or _USUAL_ENDING.search(named[2]):
        return f"the link says {host_ascii(named[2]) or named[2]}, its host is {host_ascii(host)}"
    return None


def _same_site(said: str, real: str) -> bool:
    one, other = ((host_ascii(host) or host).lower().removeprefix("www.") for host in (said, real))
    return one == other or other.endswith("." + one) or one.endswith("." + other)


def _unpuny(host: str) -> str:
    if "xn--" not in host.lower():
        return host
    try:
        return host.lower().encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _scripts(label: str) -> set[str]:
    # The first word of a letter's name is its script.
    named = (unicodedata.name(char, "") for char in label if char.isalpha())
    return {name.split(" ", 1)[0] for name in named if name}


def _mixed(label: str) -> bool:
    return len(_scripts(label) - {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"}) > 1


# Cyrillic and Greek letters that look like Latin ones.
_LIKE_LATIN = frozenset("асԁеһіјӏорԛѕԝхуүνοαρυικ")


def _latin_like(host: str) -> bool:
    """Whether all letters of a label that is not Latin look like Latin ones: `аррӏе`."""
    return any(
        label and not label.isascii() and all(char in _LIKE_LATIN or not char.isalpha() for char in label)
        for label in host.lower().split(".")
    )
