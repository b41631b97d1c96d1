"""What site generators leave in Markdown is quiet and breaks nothing; what it points to can be followed."""

from __future__ import annotations

import pytest

from reader.document import whole
from tests.document.samples import check_layout, lazily, shown


def _lines(text: str, width: int = 60) -> list[str]:
    return [line.rstrip() for line in shown(whole(text), width)]


def _links(text: str) -> list[tuple[str, str, str]]:
    return [(link.text, link.href, link.kind) for _, link, _ in whole(text).links_all()]


@pytest.mark.parametrize(
    "line",
    [
        "{{ page.title | upcase }}", "{% include foo_bar_baz.html a=*b* %}", "{{< ref \"x_y_z\" >}}", "{% raw %}",
        "a {{ b_c_d }} e_f_g {% if x %} h", "{{% notice tip %}}", "{# a comment #}", "a {b} {c: d} {", "{{ open",
    ],
)  # fmt: skip
def test_tags_are_shown_as_they_are_written(line: str) -> None:
    assert _lines(line) == [line]


def test_tags_are_quiet() -> None:
    layout = whole("a {{ b }} c").layout(1, 40)
    assert [(run.text, run.roles) for run in layout.lines[0].runs] == [
        ("a ", ("text",)), ("{{ b }}", ("text", "quiet")), (" c", ("text",)),
    ]  # fmt: skip


def test_icons_of_a_site_are_quiet_and_their_looks_are_none() -> None:
    layout = whole("a :material-check:{ .lg .middle } [b :octicons-tag-16:](c) :smile: d:simple-x").layout(1, 80)
    assert [run.text for line in layout.lines for run in line.runs if "quiet" in run.roles] == [
        ":material-check:", ":octicons-tag-16:",
    ]  # fmt: skip
    assert "".join(run.text for run in layout.lines[0].runs) == ("a :material-check: b :octicons-tag-16: 😄 d:simple-x")


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("{{< toc >}}\n---", ["{{< toc >}}", "", " " * 20 + "─" * 20]),
        ("{% a | b %}\n{% c %}\ntext", ["{% a | b %} {% c %}", "", "text"]),
        ("{% a | b %}\n|---|---|", ["{% a | b %}", "", "|---|---|"]),
        ("- {% a %}\n  text", ["• {% a %}", "  text"]),
        ("text\n{: .class}", ["text"]),
        ('text {: .class #id a="b c"}more', ["text more"]),
        ("## Title {#my-id}", ["Title"]),
        ("## Title {.cls data-x=1}\n\ntext", ["Title", "", "text"]),
        ("## Use {name} or {.a} in it", ["Use {name} or {.a} in it"]),
        ('![a](b.png){: .wide} [c](d){:target="_blank"} `e`{.f}', ["▣\xa0a c e"]),
        ("{: .a}\n### x", ["", "x"]),
        ("{:toc}\n\na", ["a"]),
        ("## Preface {-}", ["Preface"]),
        ("{.wide #x}\na", ["a"]),
        ("a\n{.wide}", ["a"]),
        ("a [b c]{.small} d", ["a b c d"]),
        ('![](b.png){.wide fig-alt="A \\"b\\", c"} d', ['▣\xa0A "b", c d']),
        ("Press {{< kbd Ctrl-C >}}", ["Press Ctrl-C"]),
        ("{{< kbd mac=Cmd-A win=Ctrl-A linux=Ctrl-A >}}", ["Cmd-A / Ctrl-A"]),
        ('a {{< video "https://a.b/c" >}}', ["a https://a.b/c"]),
        ("(some/label)=\n\na", ["a"]),
        ("f {a} `b`, {what}`c`", ["f {a} b, {what}c"]),
        ("H{sub}`2`O {ref}`the section <sec>` {term}`b` {math}`x^2`", ["H₂O the section b x²"]),
        ("a {::nomarkdown}b{:/nomarkdown} {: some words}", ["a b {: some words}"]),
        ("{.a} is a {:b class", ["{.a} is a {:b class"]),
        ("`{{ a }}` {{% b %}}", ["{{ a }} {{% b %}}"]),
    ],
)
def test_they_make_no_heading_and_no_table(source: str, lines: list[str]) -> None:
    found = _lines("x\n\n" + source)[2:]
    while found and not found[0]:
        found.pop(0)
    while lines and not lines[0]:
        lines.pop(0)
    assert found == lines


@pytest.mark.parametrize(
    ("source", "links", "lines"),
    [
        (
            '{{< figure src="x.png" alt="A cat" caption="On a wall" link="y.html" >}}',
            [("A cat", "x.png", "image"), ("y.html", "y.html", "link")],
            ["▣ A cat y.html", "On a wall"],
        ),
        ('{{< figure src="dir/x.png" >}}', [("x.png", "dir/x.png", "image")], [" ▣ x.png"]),
        ('{% image "a/b.png" "A map of it" %}', [("A map of it", "a/b.png", "image")], [" ▣ A map of it · b.png"]),
        ('{% include figure.html image_path="a.png" %}', [("a.png", "a.png", "image")], [" ▣ a.png"]),
        (
            "{{< youtube w7Ft2ymGmfc >}}",
            [("Youtube w7Ft2ymGmfc", "https://www.youtube.com/watch?v=w7Ft2ymGmfc", "link")],
            ["Youtube w7Ft2ymGmfc"],
        ),
        ("{% embed https://a.b/c_d_e %}", [("https://a.b/c_d_e", "https://a.b/c_d_e", "link")], None),
        ("{{< figure alt=x >}}", [], ["{{< figure alt=x >}}"]),
        (
            '[{% image "a.png" "pic of it" %}](b.md)',
            [("pic of it", "b.md", "link"), ("pic of it", "a.png", "image")],
            None,
        ),
    ],
)  # fmt: skip
def test_what_they_point_to(source: str, links: list[tuple[str, str, str]], lines: list[str] | None) -> None:
    assert _links(source) == links
    if lines is not None:
        assert [line.replace("\xa0", " ") for line in _lines(source)] == lines


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x_{i=1} and f(x){a=1} sum*{i=1}", "x_{i=1} and f(x){a=1} sum*{i=1}"),
        ("_a_{.b} *c*{.d} [e](f){.g} `h`{.i} ![j](k){.l} z", "a c e h ▣ j z"),
        ("*a* b*{i=1}", "a b*{i=1}"),
    ],
)
def test_attributes_belong_to_markup(source: str, line: str) -> None:
    assert [each.replace("\xa0", " ") for each in _lines(source)] == [line]


def test_headings_are_found_by_the_name_they_were_given() -> None:
    document = whole("# A\n\n## The title {#short}\n\ntext\n\n## Other\n")
    heading = document.find_heading("#short")
    assert heading is not None and document.content(heading.unit) == "The title"
    assert [each.text for each in document.headings()] == ["A", "The title", "Other"]


@pytest.mark.parametrize(
    "sign",
    [
        "{",
        "{{",
        "{: ",
        "{:a ",
        "{{<",
        "{% a %}\n",
        "{:.a}",
        "`{.a=",
        '{: a="',
        ")]{.a .b",
        "{#",
        "{::",
        "{.a}\n",
        "{ref}`",
        "[a]{.b",
        "(a)=",
    ],
)
def test_many_signs_are_no_trap(sign: str) -> None:
    document = whole(sign * (90_000 // len(sign)))
    for index in {*range(min(len(document), 4)), len(document) - 1}:
        check_layout(document, index, 40)


def test_roles_that_name_files_are_links() -> None:
    assert _links("{doc}`the intro <a/intro>` {download}`b.zip`") == [
        ("the intro", "a/intro", "link"), ("b.zip", "b.zip", "link"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("{% highlight ruby %}\n*a\n  b\n{% endhighlight %}\nc", [" *a " + " " * 31 + "ruby", "   b", "", "c"]),
        ("{{< highlight go >}}\na *b*\n{{< /highlight >}}", [" a *b*" + " " * 31 + "go"]),
        ("{{< note >}}\na *b*\n\n- c\n{{< /note >}}\nd", ["▎ Note", "▎ a b", "▎", "▎ • c", "", "d"]),
        ('{% hint style="warning" %}\na\n{% endhint %}', ["▎ Warning", "▎ a"]),
        ('{{% alert title="T" color="danger" %}}\na\n{{% /alert %}}', ["▎ Danger · T", "▎ a"]),
        (
            '{% tabs %}\n{% tab title="A" %}\nx\n{% endtab %}\n{% endtabs %}',
            ["{% tabs %}", "", "A", "  x", "", "{% endtabs %}"],
        ),
        ("{{< note >}}\na", ["{{< note >}}", "", "a"]),
        ("{% code %}\n```\na\n```\n{% endcode %}", ["{% code %}", "", " a", "", "{% endcode %}"]),
        ("- {{< tip >}}\n  a\n  {{< /tip >}}\n- b", ["• ▎ Tip", "  ▎ a", "• b"]),
        ("- {{< tip >}}\n\na\n{{< /tip >}}", ["• {{< tip >}}", "", "a {{< /tip >}}"]),
    ],
)
def test_what_tags_enclose(source: str, lines: list[str]) -> None:
    assert _lines(source, 40) == lines


def test_tags_in_targets_name_paths() -> None:
    text = '[a]({{ \'/x/\' | relative_url }}) [b]({% link _a/b.md %} "t") ![c]({{ u }}/i.png) [d]({{< ref "x/y" >}})'
    assert _links(text) == [
        ("a", "/x/", "link"), ("b", "_a/b.md", "link"), ("c", "/i.png", "image"), ("d", "x/y", "link"),
    ]  # fmt: skip
    assert _links("[a]({{ x }}) [b]({ c d }) [e]({{ f") == [("a", "{{ x }}", "link")]


@pytest.mark.parametrize(
    "text", ["a\n{{< note >}}\nb\n\nc\n{{< /note >}}\nd", "{% highlight a %}\nb\n\nc\n{% endhighlight %}\nd"]
)
def test_pieces_of_any_size_give_what_tags_enclose(text: str) -> None:
    wanted = shown(whole(text), 40)
    for size in range(1, len(text)):
        assert shown(lazily(text, [size]), 40) == wanted
