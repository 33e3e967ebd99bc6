"""What the security policy of a page asks of the HTML that Markdown made for it."""

import re

_LINK = re.compile(r'<a(?=\s)(?![^<>]*\srel=)(?=[^<>]*\shref="(https?://[^"]*))')
_ALIGNED = re.compile(r'(<t[hd]\b[^<>]*?) style="text-align: (left|right|center);"')


def lawful(html: str, site: str | None) -> str:
    """Mark the links that lead out of a site, which is at an address; align cells by a class.

    A link that says itself what it is keeps its word. Styles in a page's text are forbidden it.
    """
    if 'style="' in html:
        html = _ALIGNED.sub(r'\1 class="to-\2"', html)
    if "<a " in html:
        html = _LINK.sub(lambda found: _outward(found, site), html)
    return html


def _outward(found: re.Match[str], site: str | None) -> str:
    if site and f"{found[1]}/".startswith(site):
        return found[0]
    return f'{found[0]} rel="external noopener noreferrer"'
