"""Words that would do something if what came in were live, in all that carries articles."""

import html
import json
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

from batches import SITE, told

WORDS = (
    "<script>pwn()</script>",
    "</title><script>pwn()</script>",
    '"><script>pwn()</script>',
    "--><script>pwn()</script>",
    "]]><script>pwn()</script>",
    "<scr<script>ipt>pwn()</scr</script>ipt>",
    "<img src=x onerror=pwn()>",
    "<svg/onload=pwn()>",
    "<a href='javascript:pwn()'>pwn</a>",
    "<iframe src='data:text/html,pwn'></iframe>",
    "<style>@import 'https://evil.example/pwn';</style>",
    "<!-- pwn",
    "' onmouseover='pwn()",
    "&lt;script&gt;pwn()&lt;/script&gt;",
    "&#60;script&#62;pwn()&#60;/script&#62;",
    "[pwn](javascript:pwn())",
    "[pwn](data:text/html,pwn)",
    "[pwn]: javascript:pwn()",
    "![pwn](https://evil.example/pwn.png)",
    "<javascript:pwn()>",
    "https://evil.example/pwn",
    "[^pwn]: pwn",
    "*[pwn]: pwn",
    "{{ 7*7 }}pwn",
    "{{ config.site_url }} pwn",
    "{% import 'os' as pwn %}",
    "{# pwn #}",
    "${7*7}pwn",
    "pwn {: onclick=pwn() }",
    "pwn{ .evil #pwn onclick='pwn()' }",
    '--8<-- "mkdocs.yml" pwn',
    ";--8<-- pwn",
    '!!! note "pwn"',
    '??? danger "pwn"',
    '=== "pwn"',
    "::: pwn",
    "/// pwn",
    "# pwn",
    "> pwn",
    "- pwn",
    "1. pwn",
    "| pwn | pwn |",
    "`pwn`",
    "**pwn** __pwn__ ~~pwn~~ ==pwn==",
    ":pwn: @pwn $pwn$ ++pwn++ ^^pwn^^",
    "--- pwn",
    "... pwn",
    "!!python/object/apply:os.system ['pwn']",
    "&pwn *pwn",
    "pwn: {a: [b",
    "title: pwn # pwn",
    "? pwn",
    "%YAML 1.1 pwn",
    "null pwn",
    "'pwn' \"pwn\" \\pwn",
    "pwn\n---\ntitle: pwn\n---\n",
    "pwn\u202epwn\u202c",  # RIGHT-TO-LEFT OVERRIDE, POP DIRECTIONAL FORMATTING
    "pwn\u2066pwn\u2028pwn\u0085pwn",  # LEFT-TO-RIGHT ISOLATE, LINE SEPARATOR, NEXT LINE
    "../../pwn",
    "/etc/passwd pwn",
)


def story(number: int, words: str) -> list[str]:
    first, second, third = told(number)
    return [first, f"{words} {second}", f"{third} {words}", words]


def title(number: int, words: str) -> str:
    return f"{words} اللجنة تبحث أمر القرار رقم {number}"


def link(number: int) -> str:
    return f"{SITE}/attack/{number}"


def live(number: int, words: str) -> str:
    """Return a story as HTML: the words as a text, as they are, and in each attribute and block."""
    text, first = html.escape(words), told(number)[0]
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in story(number, words))
    return (
        f'<p onclick="pwn()">{first}</p>{paragraphs}'
        f'<p>{told(number)[1]} <a href="javascript:pwn()" onclick="pwn()">{text}</a></p>'
        f"<blockquote>{text}</blockquote><ul><li>{text}</li><li>{text}</li></ul><h2>{text}</h2>"
        f"<table><tr><th>{text}</th></tr><tr><td>{text}</td></tr></table>"
        f'<figure><img src="https://evil.example/pwn.png" alt="{text}" onerror="pwn()">'
        f"<figcaption>{text}</figcaption></figure>"
        f'<img src="javascript:pwn()" alt="{text}"><img src="data:text/html,pwn" alt="x">'
        f"<p>{told(number)[2]}</p><div>{words}</div>"
    )


def page(number: int, words: str) -> bytes:
    text = html.escape(words)
    metas = "".join(
        f'<meta property="{name}" content="{text}">'
        for name in ("og:description", "author", "article:section", "article:tag", "keywords")
    )
    data = json.dumps({"@type": "NewsArticle", "headline": title(number, words), "image": words})
    return (
        '<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8">'
        f"<title>{html.escape(title(number, words))}</title>{metas}"
        f'<meta property="og:image" content="javascript:pwn()">'
        f'<link rel="canonical" href="{link(number)}"><meta property="og:url" content="{text}">'
        f'<script type="application/ld+json">{data.replace("<", chr(92) + "u003c")}</script></head>'
        f"<body onload='pwn()'><article><h1>{html.escape(title(number, words))}</h1>"
        f"{live(number, words)}</article></body></html>"
    ).encode()


def feed(number: int, words: str) -> bytes:
    def said(name: str, text: str) -> str:
        return f"<{name}>{html.escape(_printable(text))}</{name}>"

    item = "".join(
        [
            said("title", title(number, words)),
            said("link", link(number)),
            said("author", words),
            said("category", words),
            said("pubDate", "Mon, 05 Jul 2021 10:00:00 +0300"),
            said("content:encoded", live(number, words)),
        ]
    )
    text = (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>صحيفة الرصيف</title><item>{item}</item></channel></rss>"
    )
    return text.encode()


def _printable(text: str) -> str:
    return text.replace("\u0085", " ")  # NEXT LINE


def json_feed(number: int, words: str) -> bytes:
    item = {
        "id": words,
        "url": link(number),
        "title": title(number, words),
        "content_html": live(number, words),
        "authors": [{"name": words, "url": "javascript:pwn()"}],
        "tags": [words],
        "image": "javascript:pwn()",
        "date_published": "2021-07-05T10:00:00+03:00",
    }
    told_of_it = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "صحيفة الرصيف",
        "items": [item],
    }
    return json.dumps(told_of_it).encode()


def letter(number: int, words: str) -> bytes:
    line = " ".join(words.split())
    mail = EmailMessage(policy=SMTP.clone(max_line_length=900))
    mail["Subject"] = title(number, line)
    mail["From"] = "rasif@rasif.example"
    mail["Date"] = "Mon, 05 Jul 2021 10:00:00 +0300"
    mail["Archived-At"] = f"<{link(number)}>"
    mail.set_content("\n\n".join(story(number, words)))
    mail.add_alternative(live(number, words), subtype="html")
    return mail.as_bytes()


def row(number: int, words: str) -> bytes:
    told_of_it = {
        "title": title(number, words),
        "text": "\n\n".join(story(number, words)),
        "source": words,
        "date": "2021-07-05",
        "authors": [words],
        "tags": [words, f"{words} 2"],
        "section": words,
        "summary": words,
        "language": words,
    }
    return json.dumps(told_of_it).encode() + b"\n"


def dump(number: int, words: str) -> bytes:
    parts = ("صحيفة الرصيف", title(number, " ".join(words.split())), *story(number, words))
    return "\n\n".join((*parts, link(number))).encode()


CARRIERS: dict[str, Callable[[int, str], bytes]] = {
    "page": page,
    "feed": feed,
    "json-feed": json_feed,
    "letter": letter,
    "row": row,
    "dump": dump,
}
