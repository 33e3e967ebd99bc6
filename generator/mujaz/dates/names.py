"""What months, days and days of the month are called, in every language a newsroom's page uses.

Each line holds the names of one month (or day), separated by commas; an indented line belongs to
the one above. Names are folded by `letters.plain`: hamzas, vowel marks and zero-width joiners need
no names of their own.
"""

from collections.abc import Iterator
from typing import Final

from mujaz.dates.letters import plain

GREGORIAN: Final = """
يناير، كانون الثاني، كانون ثاني، كانون2، ك2، جانفي، ژانویه، جنوری، january, jan, ינואר,
    בינואר
فبراير، شباط، فيفري، فوریه، فبروری، فروری، february, feb, פברואר, בפברואר
مارس، آذار، مارچ، march, mar, מרץ, במרץ, מרס, במרס
أبريل، نيسان، أفريل، آوریل، اپریل، april, apr, אפריל, באפריל
مايو، أيار، ماي، مايس، مه، می، مئی، may, מאי, במאי
يونيو، يونيه، حزيران، جوان، ژوئن، جون، june, jun, יוני, ביוני
يوليو، يوليوز، يوليه، تموز، جويلية، جويليا، جولية، ژوئیه، ژوییه، جولای، جولائی، july, jul,
    יולי, ביולי
أغسطس، أوغسطس، آب، أوت، غشت، أغشت، آگوست، اگست، august, aug, אוגוסט, באוגוסט
سبتمبر، أيلول، شتنبر، شتمبر، سپتامبر، سپتمبر، ستمبر، september, sept, sep, ספטמבר, בספטמבר
أكتوبر، أوكتوبر، تشرين الأول، تشرين أول، تشرين1، ت1، اکتبر، october, oct, אוקטובר, באוקטובר
نوفمبر، نوڤمبر، تشرين الثاني، تشرين ثاني، تشرين2، ت2، نونبر، نوامبر، نومبر، november, nov,
    נובמבר, בנובמבר
ديسمبر، كانون الأول، كانون أول، كانون1، ك1، دجنبر، دجمبر، دسامبر، دسمبر، december, dec,
    דצמבר, בדצמבר
"""
HIJRI: Final = """
محرم، المحرم
صفر
ربيع الأول، ربيع أول، ربيع النبوي، ربيع الأنور
ربيع الثاني، ربيع ثاني، ربيع الآخر، ربيع ثان
جمادى الأولى، جمادى الأول، جمادي أول، جماد الأول، جمادی الاول
جمادى الآخرة، جمادى الآخر، جمادى الثانية، جمادى الثاني، جمادى ثاني، جماد الثاني، جماد الآخر
رجب
شعبان
رمضان
شوال
ذو القعدة، ذي القعدة، ذا القعدة، ذوالقعدة، ذيالقعدة، ذيقعدة، القعدة
ذو الحجة، ذي الحجة، ذا الحجة، ذوالحجة، ذيالحجة، ذيحجة، الحجة، ذی الحج
"""
JALALI: Final = """
فروردین
اردیبهشت
خرداد
تیر
مرداد، امرداد
شهریور
مهر
آبان
آذر
دی
بهمن
اسفند
"""
# Monday first. A name that is also a person's («خميس», «جمعة») or an everyday word («أحد»,
# «پیر») is below: it is the day's name only beside a date.
WEEKDAYS: Final = """
الاثنين، الأثنين، الاثنان، دوشنبه، دو شنبه، monday, יום שני
الثلاثاء، الثلثاء، سهشنبه، سه شنبه، منگل، tuesday, יום שלישי
الأربعاء، الاربعا، چهارشنبه، چهار شنبه، بدھ، wednesday, יום רביעי
الخميس، پنجشنبه، پنج شنبه، جمعرات، thursday, יום חמישי
الجمعة، friday, יום שישי
السبت، saturday, יום שבת
الأحد، یکشنبه، یک شنبه، اتوار، sunday, יום ראשון
"""
BARE_WEEKDAYS: Final = """
اثنين، إثنين، پیر، mon
ثلاثاء، tue, tues
أربعاء، wed
خميس، thu, thur, thurs
جمعة، fri
سبت، شنبه، ہفتہ، sat, שבת
أحد، sun
"""
_UNITS: Final = tuple(plain("أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر").split(" "))
_ONES: Final = tuple(plain("حادي واحد").split(" "))
_FIRSTS: Final = tuple(plain("غرة فاتح الفاتح").split(" "))
_TENS: Final = {20: ("العشرين", "العشرون"), 30: ("الثلاثين", "الثلاثون")}
_LAST_DAY: Final = 31


def lines(table: str) -> list[str]:
    """Return the lines of a table, each with those that belong to it."""
    return table.strip().replace("\n    ", " ").split("\n")


def split(line: str) -> list[str]:
    """Return the names on a line, folded."""
    return [name.strip() for name in plain(line).split(",")]


def _compounds(unit: int, name: str) -> Iterator[tuple[str, int]]:
    if unit < len(_UNITS):
        yield f"ال{name} عشر", 10 + unit
        yield f"ال{name} عشره", 10 + unit
        for ten, spellings in _TENS.items():
            for spelling in spellings:
                yield f"ال{name} و{spelling}", ten + unit
                yield f"ال{name} و {spelling}", ten + unit


def ordinals() -> Iterator[tuple[str, int]]:
    """Yield the days that stand right before a month: «أول يوليو», «غرة محرم»."""
    yield from ((name, unit) for unit, name in enumerate(_UNITS, start=1))
    yield from ((name, 1) for name in _FIRSTS)


def definite_ordinals() -> Iterator[tuple[str, int]]:
    """Yield the days that need «من» before a month, «الأول» to «الحادي والثلاثين».

    Without it they belong to the noun before: «المؤتمر السابع، يوليو 2021».
    """
    yield from ((f"ال{name}", unit) for unit, name in enumerate(_UNITS, start=1))
    for unit, name in [*enumerate(_UNITS, start=1), *((1, name) for name in _ONES)]:
        yield from (pair for pair in _compounds(unit, name) if pair[1] <= _LAST_DAY)
    for ten, spellings in _TENS.items():
        yield from ((spelling, ten) for spelling in spellings)
