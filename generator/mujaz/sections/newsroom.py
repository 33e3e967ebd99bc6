"""The broad subject that a newsroom's own word for a section means."""

import re
from collections.abc import Mapping

from mujaz import arabic
from mujaz.models import Section

_WORDS = {
    Section.POLITICS: (
        "سياسة، سياسات، السياسة، أخبار سياسية، انتخابات، برلمان، politics, "
        "elections, سیاسی، سیاست، פוליטיקה, מדיני"
    ),
    Section.ECONOMY: (
        "اقتصاد، الاقتصاد، اقتصاد وأعمال، مال وأعمال، أعمال، أسواق، بورصة، طاقة، economy, "
        "business, markets, money, finance, اقتصادی، معیشت، کاروبار، כלכלה, עסקים"
    ),
    Section.SOCIETY: "مجتمع، المجتمع، قضايا اجتماعية، أسرة، society, اجتماعی، معاشرہ، חברה",
    Section.CONFLICT: (
        "حرب، حروب، صراعات، عسكري، أمن ودفاع، war, conflict, defence, defense, دفاعی، جنگ، ביטחון"
    ),
    Section.CRIME: (
        "حوادث، الحوادث، حوادث وقضايا، قضاء، محاكم، جرائم، crime, courts, law, قضایی، جرائم، פלילים"
    ),
    Section.DISASTER: "كوارث، زلازل، disasters",
    Section.EDUCATION: "تعليم، التعليم، تربية وتعليم، جامعات، education, آموزش، تعلیم، חינוך",
    Section.ENVIRONMENT: "بيئة، البيئة، مناخ، environment, climate, محیط زیست، ماحولیات، סביבה",
    Section.HEALTH: "صحة، الصحة، طب، صحة وطب، health, صحت، سلامت، בריאות",
    Section.SCIENCE: (
        "علوم، العلوم، علوم وتكنولوجيا، تكنولوجيا، تقنية، علوم وتقنية، علم وتكنولوجيا، science, "
        "technology, tech, science and technology, دانش و فناوری، علم و فناوری، سائنس، ٹیکنالوجی، "
        "מדע, טכנולוגיה"
    ),
    Section.CULTURE: (
        "ثقافة، الثقافة، ثقافة وفنون، ثقافة وفن، فن، فنون، فن وثقافة، سينما، أدب، كتب، culture, "
        "arts, books, entertainment, فرهنگی، فرهنگ، فرهنگ و هنر، ثقافت، תרבות"
    ),
    Section.RELIGION: "دين، الدين، إسلاميات، دين وحياة، religion, مذہب، مذهبی، דת, יהדות",
    Section.LABOUR: "عمل، وظائف، نقابات، jobs, labour, labor, کار، עבודה",
    Section.LIFESTYLE: "حياة، أسلوب حياة، سياحة، سفر، مطبخ، lifestyle, travel, food",
    Section.HUMAN_INTEREST: "منوعات، المنوعات، طرائف، غرائب، human interest",
    Section.SPORT: (
        "رياضة، الرياضة، رياضات، كرة قدم، كرة القدم، sport, sports, football, ورزش، "
        "ورزشی، کھیل، ספורט"
    ),
    Section.WEATHER: "طقس، الطقس، أحوال الطقس، weather, آب و هوا، موسم، מזג אוויר",
}

_BETWEEN = re.compile(r"[/>»›|،,]|\s[-–—]\s")
"""What stands between a section and the one in it."""


def _by_word() -> Mapping[str, Section]:
    lists = ((section, words.replace("،", ",").split(",")) for section, words in _WORDS.items())
    return {arabic.fold(word).strip(): section for section, words in lists for word in words}


_SECTIONS = _by_word()


def meant(word: str | None) -> Section | None:
    """Return the section that a word means; None where it means none of ours, or several."""
    if not word:
        return None
    parts = _BETWEEN.split(arabic.fold(word))
    found = {_SECTIONS.get(part.strip()) for part in parts} - {None}
    return found.pop() if len(found) == 1 else None
