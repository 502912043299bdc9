from __future__ import annotations

import jinja2
import pytest
from django.template import engines
from django.utils import translation

from khue.foundation.ui import jinja

pytestmark = pytest.mark.urls("tests.foundation.ui.urls")


def shown(source: str, **context: object) -> str:
    environment: jinja2.Environment = engines["jinja2"].env
    return environment.from_string(source).render(**context)


def test_unknown_name_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        shown("{{ khong_co }}")


def test_text_is_escaped() -> None:
    assert shown("{{ name }}", name="<b>&</b>") == "&lt;b&gt;&amp;&lt;/b&gt;"


def test_per_cent_is_plain_when_nothing_is_filled_in() -> None:
    assert shown('{{ _("từ 85% trở lên") }}') == "từ 85% trở lên"


def test_what_is_filled_in_is_escaped() -> None:
    assert shown('{{ _("Chào %(name)s", name=name) }}', name="<i>") == "Chào &lt;i&gt;"


def test_markup_may_be_filled_in_beside_text() -> None:
    source = '{{ _("%(link)s & %(name)s", link=link, name=name) }}'
    assert shown(source, link=jinja.Markup("<a>x</a>"), name="<i>") == "<a>x</a> &amp; &lt;i&gt;"


def test_plural_formats_its_number() -> None:
    assert shown('{{ ngettext("%(n)s việc", "%(n)s việc", 1200) }}') == "1.200 việc"


def test_translation_follows_the_active_language() -> None:
    with translation.override("vi"):
        assert shown('{{ _("Incorrect password.") }}') == "Mật khẩu chưa đúng."
    with translation.override("en"):
        assert shown('{{ _("Incorrect password.") }}') == "Incorrect password."


def test_attributes_leave_out_none_and_false() -> None:
    source = '<p{{ attributes({"id": "a", "class": none, "hidden": false, "data-x": true, "title": "\\"<"}) }}>'
    assert shown(source) == '<p id="a" data-x title="&#34;&lt;">'


def test_url_and_url_if() -> None:
    assert (
        shown('{{ url("ui:gallery") }}|{{ url_if("ui:gallery") }}|{{ url_if("khong:co") }}|')
        == "/thanh-phan/|/thanh-phan/||"
    )


def test_filters() -> None:
    assert (
        shown('{{ 1200|number }} {{ 2048|size }} {{ "Tạ Đình Sơn"|initials }} {{ "Đơn vị"|slug }}')
        == "1.200 2 KB TS don-vi"
    )
