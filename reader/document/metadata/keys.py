"""What the keys of headers mean: for each field those that clippers, exporters and generators write. Tables only.

Keys are compared without case, spaces, hyphens and underscores. Those of a change, of a visit or of a
place in the exporter (`updated`, `last read`, `readwise url`) are in none of them.
"""

from __future__ import annotations

from functools import lru_cache

_TITLE = (
    "fulltitle title headline subject articletitle pagetitle ogtitle dctitle dctermstitle resolvedtitle giventitle "
    "titre titel título titulo titolo tytuł rubrik nadpis otsikko заголовок название 标题 標題 题目 タイトル 題名 제목"
)
_AUTHORS = (
    "author authors byline by writtenby creator creators dccreator writer writers authorname authornames bylines "
    "publishedby articleauthor "
    "auteur auteurs autor autores autorin autoren autore autori verfasser auteure författare forfatter skribent "
    "автор авторы 作者 著者 筆者 저자 "
    "글쓴이 작성자 지은이"
)
_PUBLISHED = (
    "published datepublished publisheddate publicationdate publishedtime publishedat publishedon publishdate "
    "publishon "
    "publishdatetime publisheddatetime pubdate pubdatetime publicationdatetime articlepublishedtime firstpublished "
    "firstpublishedat firstpublisheddate originallypublished originalpublicationdate originaldate posted postedon "
    "postedat dateposted postdate issued dateissued dcdate dcissued "
    "publié publiéle datedepublication datepublication parule parution veröffentlicht veröffentlichtam erschienen "
    "veröffentlichungsdatum erscheinungsdatum publicado publicadoel publicadoem fechadepublicación datadepublicação "
    "pubblicato datadipubblicazione gepubliceerd pubblicatoil gepubliceerdop publicatiedatum datapublikacji "
    "opublikowano publicerad publiceringsdatum "
    "publisert udgivet опубликовано датапубликации 发布时间 发布日期 发表时间 "
    "发表日期 發布日期 "
    "發布時間 發佈日期 公開日 公開日時 投稿日 掲載日 発行日 게시일 발행일 등록일 "
    "date datum fecha data дата 日期 时间 日付 날짜 작성일"
)
_SAVED = (
    "saved savedat savedon saveddate savedate datesaved clipped clippedat clippedon clippeddate dateclipped "
    "dateadded "
    "addedat addedon addeddate added timeadded captured capturedat retrieved retrievedon accessed accessdate "
    "bookmarkedat created bookmarkedon bookmarked createtime added createdat createdon createddate createdtime "
    "datecreated creationdate creationtime "
    "enregistré enregistréle gespeichert gespeichertam erstellt erstelltam guardado сохранено создано 保存时间 "
    "收藏时间 "
    "剪藏时间 创建时间 创建日期 保存日 作成日 저장일 생성일"
)
_URL = (
    "canonicalurl canonical canonicallink originalurl originallink originalarticle originalsource original urlsource "
    "via source sourceurl sourcelink sourceuri url link uri href articleurl pageurl weburl ogurl externalurl "
    "givenurl "
    "resolvedurl bookmarkof roamrefs dcsource dcidentifier origin "
    "原文链接 原文地址 原文連結 原文 来源 來源 链接 連結 网址 出典 引用元 元記事 원문 원문링크 출처 링크 "
    "quelle fuente fonte источник "
    "оригинал ссылка lien adresse enlace bron źródło källa kilde"
)
_TAGS = (
    "categories category tags tag keywords keyword topics topic documenttags labels hashtags filetags "
    "motsclés motscles étiquettes schlagwörter schlagworte etiquetas palabrasclave palavraschave parolechiave "
    "trefwoorden tagi słowakluczowe nyckelord теги метки 标签 標籤 分类 "
    "分類 关键词 "
    "タグ カテゴリ 태그 분류 키워드"
)
_LANG = (
    "lang language locale inlanguage contentlanguage oglocale hreflang dclanguage "
    "langue sprache idioma lingua língua taal język språk язык 语言 語言 言語 언어"
)
_DESCRIPTION = (
    "description summary excerpt abstract dek ogdescription 摘要 描述 概要 요약 résumé zusammenfassung resumen описание"
)
# For each field its keys, the most telling first.
KEYS: dict[str, tuple[str, ...]] = {
    "title": tuple(_TITLE.split()),
    "authors": tuple(_AUTHORS.split()),
    "published": tuple(_PUBLISHED.split()),
    "saved": tuple(_SAVED.split()),
    "url": tuple(_URL.split()),
    "tags": tuple(_TAGS.split()),
    "lang": tuple(_LANG.split()),
    "description": tuple(_DESCRIPTION.split()),
}
# The field of each key, and how telling the key is for it.
FIELDS = {key: (field, rank) for field, keys in KEYS.items() for rank, key in enumerate(keys)}
_MAX_KEY = 100  # characters of a key that are looked at


def key(name: str) -> str:
    """A key as it is compared: casefolded, letters and digits only."""
    return _key(name[:_MAX_KEY])


@lru_cache(maxsize=1024)  # a library's files have the same keys
def _key(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
