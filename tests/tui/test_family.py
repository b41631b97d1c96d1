"""A picture of a page for each family of blocks, at 80 columns in the dark and at 120 in the light theme.

What each family has to look like stands in its own text, so that a picture can be judged by reading it.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.tui.desk import Desk
from tests.tui.test_snapshot import Compare, keys

PROSE = "The harbour was dug in a year without rain, by men who were paid in herring and who kept count. "
FAMILIES = {
    "text": f"""
# A title of the first level that is long enough to need two lines of the measure it is set in

{PROSE}**Strong words** and *stressed ones*, ~~struck out~~ and ==marked==, `code` with a [link](#second),
H~2~O and x^2^, <kbd>Ctrl</kbd>+<kbd>C</kbd>, a footnote[^note] and a break\\
in the line.

## Second

{PROSE}

### Third

{PROSE}

#### Fourth

##### Fifth

###### Sixth

{PROSE}

---

After a rule.

[^note]: It stands where it is defined, and its sign leads back.
""",
    "lists": f"""
## Bullets differ by level, numbers stand at their right

- One
  - Two, and {PROSE}
    - Three
- Another

1. First
2. Second

   A paragraph in it.

99. Ninety-nine
100. A hundred

- [x] done
- [ ] to do

Term
: What it means, said at such a length that it has to go on in a second line of the page.

Another term
: First meaning
: Second meaning
""",
    "quotes": f"""
## A bar for each level

> {PROSE}
>
> > Quoted by the quoted.
>
> - a list in it

> [!NOTE]
> A note has its name and its colour.

> [!WARNING] A title of its own
> {PROSE}

> [!tip]- Folded
> This is not shown until Enter opens it.

<details><summary>A fold of HTML</summary>

Hidden as well.

</details>
""",
    "code": """
## The language is named, long lines say that they go on

```python
def arrive(at: str) -> bool:
    \"\"\"Whether this is the pole.\"\"\"
    return at == "pole" and sum(number ** 2 for number in range(1_000) if number % 7) > 0  # far too long a line
```

    indented code
        keeps its columns

```
no language
```

Formulas: $e^{i\\pi} + 1 = 0$ in the line, and on their own:

$$
\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}
$$
""",
    "tables": """
## Columns fitted, cells wrapped, numbers to the right

| Part | Mass | What it is for |
| :--- | ---: | :--- |
| Lander | 3,800 kg | It brings the power, and stands at the south pole for as long as its batteries last |
| Rover 月 | 240 kg | [A link](#none), `code` and **strong** |

| a | b | c | d | e | f | g | h |
| - | - | - | - | - | - | - | - |
| one thousand | two thousand | three thousand | four | five thousand | six thousand | seven thousand | eight |
""",
    "html": f"""
## HTML means what it means in a browser

<p align="center">Centred</p>

<table><tr><th>Head</th><th>Two</th></tr><tr><td rowspan="2">both rows</td><td>1</td></tr><tr><td>2</td></tr></table>

<dl><dt>Term</dt><dd>Meaning</dd></dl>

<ol start="7"><li>Seven</li><li>Eight</li></ol>

<blockquote>Quoted</blockquote>

<pre>kept   as
  it stands</pre>

One<br>two, <q>quoted</q>, <abbr title="HyperText">HTML</abbr>, <small>small</small>.

<figure><img src="none.png" alt="A harbour at night"><figcaption>The harbour at night</figcaption></figure>

<iframe src="https://video.example/1"></iframe>

{PROSE}
""",
    "pictures": """
## A picture that is not shown is its words and where it leads

![A lander on the dust](https://example.org/lander.png "The lander")

Within a line ![a dot](dot.png) of text.

[![A linked one](small.png)](https://example.org/large)

![](nameless.png)

![[embedded.png]]
""",
    "scripts": """
## The grid stays straight

一服のお茶を二つの言葉で飲む。「これは何ですか」と彼は聞いた。答えは、誰も知らなかったので、誰も言わなかった。

ภาษาไทยไม่มีช่องว่างระหว่างคำ จึงต้องตัดคำให้ถูกต้องเมื่อขึ้นบรรทัดใหม่ในหน้ากระดาษที่แคบเช่นนี้

هذه فقرة باللغة العربية تبدأ من اليمين وتنتهي في اليسار، وفيها من الكلمات ما يكفي لسطرين من الصفحة.

זוהי פסקה בעברית שמתחילה מימין.

यह हिन्दी का एक वाक्य है।

| 字 | e\u0301 | 👩‍👩‍👧 | 🇫🇷 |
| --- | --- | --- | --- |
| 茶 | n\u0303 | 👍🏽 | ✅ |
| wide | narrow | family | flag |
""",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, family: str) -> Any:
    """The program on one article that is all of one family."""
    for name in ("COLORFGBG", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    made = Desk(tmp_path, {f"{family}.md": f"---\ntitle: The family of {family}\n---\n{FAMILIES[family]}"})
    yield made
    made.app.background.close()
    made.session.close()


@pytest.mark.parametrize("family", FAMILIES)
def test_family_in_the_dark(desk: Desk, snap_compare: Compare, family: str) -> None:
    """At 80 columns: nothing is cut, nothing is crooked, blocks are told apart at a glance."""
    assert snap_compare(desk.app, terminal_size=(80, 56), run_before=keys(desk, "enter", until=" "))


@pytest.mark.parametrize("family", FAMILIES)
def test_family_in_the_light(desk: Desk, snap_compare: Compare, family: str) -> None:
    """At 120 columns with the list hidden: the measure stands in the middle, wide blocks may use its sides."""
    done = keys(desk, "enter", "z", until=" ", theme="paper")
    assert snap_compare(desk.app, terminal_size=(120, 50), run_before=done)
