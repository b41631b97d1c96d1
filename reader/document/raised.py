"""Raised and lowered characters: which of them Unicode has. Strings in and out."""

from __future__ import annotations

_RAISED = {
    **dict(zip("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", strict=True)),
    **dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)),
    **dict(zip("ABDEGHIJKLMNOPRTUVW", "ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ", strict=True)),
    **dict(zip("βγδθφχ−", "ᵝᵞᵟᶿᵠᵡ⁻", strict=True)),
}
_LOWERED = {
    **dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)),
    **dict(zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)),
    **dict(zip("βγρφχ−", "ᵦᵧᵨᵩᵪ₋", strict=True)),
}


def scripted(text: str, *, raised: bool) -> str | None:
    """`text` in raised or lowered characters, one for one; None when some do not exist."""
    table = _RAISED if raised else _LOWERED
    return "".join(map(table.__getitem__, text)) if table.keys() >= set(text) else None
