"""Words for people: translations, counts, numbers, dates and lists, in a language's own manner."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from mujaz import almanac
from mujaz.errors import Message
from mujaz.models import Section, Source, Subject, Tag
from mujaz.partial_date import PartialDate
from mujaz.resources import LOCALE

DOMAIN = "mujaz"
HIJRI_READERS = frozenset(("ar", "ckb", "dv", "fa", "ku", "ps", "sd", "ug", "ur"))
"""Languages whose readers find the day of the Hijri calendar in their newspapers."""
NUMERALS = {
    "latn": "0123456789",
    "arab": "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669",  # Arabic-Indic digits
    "arabext": "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9",  # extended: Persian
}
"""The numbering systems an option may name, by their CLDR names."""

_COUNTED = 1000
"""Up to this number each plural form of CLDR's is met, but for the «many» of whole millions, which
no catalogue tells apart."""


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the translations of a language; English needs none, an unknown one gets English.

    Catalogues are compiled in memory, so that no binary file lies in the repository and none can
    be older than its source.
    """
    path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.is_file():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)


@dataclass(frozen=True)
class Phrases:
    """How one site, or one terminal, speaks."""

    locale: Locale
    numerals: str = "latn"
    """A key of NUMERALS."""

    @classmethod
    def of(cls, locale: str, *, numerals: str | None = "latn") -> "Phrases":
        """Return the phrases of a locale such as `ar`, `ar_SY` or `en-GB`.

        Without numerals they are those that its readers are used to (CLDR).

        Raises babel.UnknownLocaleError or ValueError when there is no such locale.
        """
        parsed = Locale.parse(locale.replace("-", "_"))
        usual = parsed.default_numbering_system
        return cls(parsed, numerals or (usual if usual in NUMERALS else "latn"))

    @property
    def language(self) -> str:
        """The language alone, as HTML's `lang` wants it."""
        return self.locale.language

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return self.locale.text_direction

    @property
    def solar(self) -> bool:
        """Whether days are named in Iran's calendar, beside which the Gregorian one stands."""
        return self.language == "fa" and self.locale.territory in {None, "IR"}

    @property
    def tag(self) -> str:
        """The locale as scripts name it (BCP 47), with the calendar and the digits of the pages."""
        calendar = "persian" if self.solar else "gregory"
        return f"{self.locale}-u-ca-{calendar}-nu-{self.numerals}".replace("_", "-")

    @cached_property
    def translations(self) -> NullTranslations:
        """The gettext catalogue behind the words."""
        return catalogue(self.language)

    def gettext(self, text: str) -> str:
        """Return the translation of an English sentence."""
        return self.translations.gettext(text)

    def say(self, message: Message) -> str:
        """Return a message in this language."""
        return self.gettext(message.template).format_map(message.values)

    def digits(self, text: str) -> str:
        """Write the digits of a text in the numerals of the site."""
        return text.translate(str.maketrans(NUMERALS["latn"], NUMERALS[self.numerals]))

    def number(self, value: int) -> str:
        """Write a whole number, grouped."""
        grouped = format_decimal(value, locale=self.locale, numbering_system=self.numerals)
        return self.digits(grouped)  # Babel chooses the signs by the numbering system, not digits

    def counted(self, singular: str, plural: str, count: int) -> str:
        """Say how many, in the right one of the language's plural forms (CLDR)."""
        return self.translations.ngettext(singular, plural, count) % {"n": self.number(count)}

    def forms(self, singular: str, plural: str) -> Mapping[str, str]:
        """Return the plural forms of a counted text by CLDR's names (one, few…), with {n} to fill.

        For a script, which has `Intl.PluralRules` and no catalogue.
        """
        rule = self.locale.plural_form
        counts = {rule(count): count for count in range(_COUNTED + 1)}
        return {
            name: self.translations.ngettext(singular, plural, count) % {"n": "{n}"}
            for name, count in sorted(counts.items())
        }

    def day(self, when: PartialDate, *, weekday: bool = True) -> str:
        """Say a date in words, as exactly as it is known."""
        first = when.first_day
        if when.day and self.solar and (told := almanac.solar(first)):
            name = f"{format_skeleton('EEEE', first, locale=self.locale)} " if weekday else ""
            words = f"{name}{told.day} {almanac.SOLAR_MONTHS[told.month - 1]} {told.year}"
        elif when.day:
            words = format_date(first, "full" if weekday else "long", locale=self.locale)
        elif when.month:
            words = format_skeleton("yMMMM", first, locale=self.locale)
        else:
            words = f"{when.year}"
        return self.digits(words)

    def days(self, first: PartialDate, last: PartialDate) -> str:
        """Say some days in words, from the first to the last: 23–29 November 2026.

        CLDR has patterns for it, which in Arabic name no month as ar_SY and ar_MA do.
        """
        begin, end = (self.day(when, weekday=False) for when in (first, last))
        if first == last:
            return end
        day_first = not self.solar and last.day and end.startswith(self.digits(f"{last.day}"))
        if first.day and day_first and first.year == last.year:
            if first.month == last.month:
                return f"{self.digits(f'{first.day}')}–{end}"
            begin = self.digits(format_skeleton("MMMMd", first.first_day, locale=self.locale))
        return f"{begin} – {end}"

    def month(self, when: PartialDate) -> str:
        """Say the month alone, without its year."""
        # CLDR's months that stand alone know no تموز; in Arabic the others serve as well.
        form = "MMMM" if self.language == "ar" else "LLLL"
        return format_date(when.first_day, form, locale=self.locale)

    def days_before(self, when: PartialDate) -> int:
        """Count the days of its week that come before the first day of a date."""
        return (when.first_day.weekday() - self._week_begins) % 7

    @cached_property
    def _week_begins(self) -> int:
        """The first day of the week, Monday being 0, where most who speak the language live."""
        named = str(self.locale)
        likely = named if self.locale.territory else get_global("likely_subtags").get(named, named)
        return Locale.parse(likely).first_week_day

    def hijri(self, when: PartialDate) -> str:
        """Say a day in the Hijri calendar of Umm al-Qura; empty when it cannot be said exactly."""
        hijri = almanac.lunar(when.first_day) if when.day else None
        if hijri is None:
            return ""
        month = self.say(almanac.LUNAR_MONTHS[hijri.month - 1])
        return self.digits(
            self.gettext("{day} {month} {year} AH").format(
                day=hijri.day, month=month, year=hijri.year
            )
        )

    def beside(self, when: PartialDate) -> tuple[str, ...]:
        """Say a day in the other calendars in which newspapers of the language name it."""
        first = when.first_day
        known = when.day and self.solar and almanac.solar(first)
        gregorian = format_date(first, "long", locale=self.locale) if known else ""
        lunar = self.hijri(when) if self.language in HIJRI_READERS else ""
        return tuple(filter(None, (self.digits(gregorian), lunar)))

    def joined(self, items: Iterable[str]) -> str:
        """Say a list: a, b and c."""
        return format_list(tuple(items), locale=self.locale)

    def label(self, subject: Subject | None) -> str:
        """Return the reader's name of what a page is about."""
        match subject:
            case Source():
                return subject.name
            case Tag():
                return subject.label
            case Section():
                return self.gettext(SECTIONS[subject])
            case PartialDate():
                return self.day(subject)
            case _:
                return self.gettext("Undated")


def _(text: str) -> str:
    """Mark a text for the catalogues; it is translated where it is said."""
    return text


def _n(singular: str, plural: str) -> tuple[str, str]:
    """Mark a counted text for the catalogues; `counted` says it."""
    return singular, plural


SECTIONS = {
    Section.POLITICS: _("Politics"),
    Section.ECONOMY: _("Economy"),
    Section.SOCIETY: _("Society"),
    Section.CONFLICT: _("Conflict and peace"),
    Section.CRIME: _("Crime and law"),
    Section.DISASTER: _("Disasters"),
    Section.EDUCATION: _("Education"),
    Section.ENVIRONMENT: _("Environment"),
    Section.HEALTH: _("Health"),
    Section.SCIENCE: _("Science"),
    Section.CULTURE: _("Culture"),
    Section.RELIGION: _("Religion"),
    Section.LABOUR: _("Labour"),
    Section.LIFESTYLE: _("Lifestyle"),
    Section.HUMAN_INTEREST: _("People"),
    Section.SPORT: _("Sport"),
    Section.WEATHER: _("Weather"),
}
