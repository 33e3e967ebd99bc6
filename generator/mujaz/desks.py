"""The commands that only ask and tell, by name: each is loaded when it is asked for."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mujaz.digest import find, shown
from mujaz.telling import Aside, Asked, Desk, Failed, Note, Said


def _init(asked: Asked) -> Iterator[Said]:
    from mujaz import scaffold

    options = asked.options
    written = scaffold.init(
        options.folder,
        name=options.name,
        url=options.url,
        host=options.host,
        cms=options.cms,
        here=options.here,
    )
    yield from (Note(str(path)) for path in written)
    told = asked.phrases.gettext("A digest is in {folder}. Next: mujaz --digest {folder} add FILE")
    yield Note(told.format(folder=options.folder))


def _check(asked: Asked) -> Iterator[Said]:
    from mujaz import check, checking

    digest, options, phrases = find(asked.options.digest), asked.options, asked.phrases
    content = shown(digest.content)
    checked = checking.checked(digest, today=asked.today, fix=options.fix, dry=options.dry_run)
    yield from checking.corrected(checked, phrases, content=content, dry=options.dry_run)
    chosen = check.asked(checked.complaints, options)
    stops = bool(chosen if options.strict else check.errors(chosen))
    lines = checking.lines(checked, chosen, phrases, content=content, kind=options.format)
    for line in lines:
        if options.format:
            yield line
        else:
            yield Aside(line, stops=False) if chosen else Note(line)
    if stops:
        yield Failed()


def _links(asked: Asked) -> Iterator[Said]:
    from mujaz import link_desk

    digest, options = find(asked.options.digest), asked.options
    return link_desk.told(digest, asked.phrases, workers=options.workers, as_json=options.json)


def _edition(asked: Asked) -> Iterator[Said]:
    from mujaz import edition_desk

    digest = find(asked.options.digest)
    return edition_desk.told(digest, asked.options, asked.phrases, today=asked.today)


def _tags(asked: Asked) -> Iterator[Said]:
    from mujaz import tags

    content = find(asked.options.digest).content
    return tags.told(content, asked.options, asked.phrases, shown=shown(content))


def _build(asked: Asked) -> Iterator[Said]:
    from mujaz import build_desk

    return build_desk.built(asked)


def _join(asked: Asked) -> Iterator[Said]:
    from mujaz import build_desk

    return build_desk.joined(asked)


def _schema(asked: Asked) -> Iterator[Said]:
    from mujaz import schemas

    yield schemas.written(asked.options.kind, asked.phrases).removesuffix("\n")


def _merge(asked: Asked) -> Iterator[Said]:
    from mujaz import merge_desk

    return merge_desk.told(asked)


def _completion(asked: Asked) -> Iterator[Said]:
    from mujaz import arguments, completion

    yield completion.script(asked.options.shell, arguments.parser(asked.phrases))


def _verify(asked: Asked) -> Iterator[Said]:
    from mujaz import verify_desk

    return verify_desk.told(find(asked.options.digest), asked)


def _export(asked: Asked) -> Iterator[Said]:
    from mujaz import export_desk

    return export_desk.exported(find(asked.options.digest), asked)


def _import(asked: Asked) -> Iterator[Said]:
    from mujaz import export_desk

    return export_desk.imported(find(asked.options.digest), asked)


def _doctor(asked: Asked) -> Iterator[Said]:
    from mujaz import doctor

    return doctor.told(asked)


DESKS: Mapping[str, Desk] = MappingProxyType(
    {
        "init": _init,
        "check": _check,
        "links": _links,
        "edition": _edition,
        "tags": _tags,
        "schema": _schema,
        "merge": _merge,
        "build": _build,
        "join": _join,
        "verify": _verify,
        "export": _export,
        "import": _import,
        "doctor": _doctor,
        "completion": _completion,
    }
)
