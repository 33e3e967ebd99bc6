"""What stands on a news page and is not the story, by the words that sites use for it.

Rules are written on folded text (`arabic.fold`), where ة is ه, every alef is ا and ى is ي.
"""

import re
from urllib.parse import quote

from mujaz.extract.lines import Line

_WHOLE_LINE = re.compile(
    r"(?:شارك(?:ها|ه)?(?: (?:الخبر|المقال|هذا المقال|عبر.{0,20}))?|مشاركه|فيسبوك|فيس بوك|تويتر|"
    r"اكس|واتس ?اب|"
    r"تيليجرام|تلغرام|تيلغرام|لينكد ?ان|بينتريست|انستغرام|يوتيوب|ماسنجر|فايبر|"
    r"facebook|twitter|x|whatsapp|telegram|linkedin|instagram|youtube|email|print|share|copy link|"
    r"انسخ الرابط|نسخ الرابط|تم النسخ|رابط مختصر|طباعه(?: المقال)?|اطبع|حفظ|استمع(?: للمقال)?|"
    r"البريد الالكتروني|ارسل(?: الي صديق| لصديق| بالبريد)?|حجم الخط|ا?[+\- ]+ا?|اغلاق|close|"
    r"موافق|قبول(?: الكل)?|"
    r"رفض|اعدادات|القائمه(?: الرئيسيه)?|بحث|ابحث|الرئيسيه|home|تسجيل الدخول|دخول|اشتراك|"
    r"اشترك(?: الان)?|"
    r"بريدك الالكتروني|زر الذهاب الي الاعلي|الذهاب الي الاعلي|اعلي الصفحه|back(?: to top)?|"
    r"(?:top|bottom) of form|المزيد|اقرا المزيد|التالي|السابق|صفحه الكاتب|اعلان(?:ات)?|"
    r"advertisement|"
    r"متابعه|تابع(?:نا|ونا)(?: (?:علي|عبر).{0,30})?|تعليق|(?:ا?ضف|اضافه|اكتب) تعليقا?(?: .{0,30})?|"
    r"لا (?:توجد )?تعليقات|"
    r"(?:عدد )?المشاهدات:? ?\d*|\d+ ?مشاهده|(?:التعليقات|تعليقات|comments) ?[(:]? ?\d*\)?|"
    r"\d+ ?تعليقا?ت?)"
)
_BEGINS = re.compile(
    r"(?:اقرا (?:ايضا|المزيد|كذلك)|role,|article information$|"
    r"طالع (?:ايضا|كذلك)|شاهد (?:ايضا|كذلك)|read (?:also|more)|"
    r"see also|"
    r"جميع الحقوق محفوظه|كل الحقوق محفوظه|حقوق النشر|all rights reserved|copyright|©|"
    r"اشترك (?:في|معنا)|سجل بريدك|تابعونا علي|حمل تطبيق|"
    r"(?:الكلمات|كلمات) (?:المفتاحيه|مفتاحيه|الداله|داله)|(?:ال)?وسوم ?:|(?:ال)?تاغات ?:|tags ?:|"
    r"سياسه الخصوصيه|شروط الاستخدام|من نحن|اتصل بنا|"
    r"(?:صور[هة]|تصوير|عدسه|كاميرا|الصوره) ?[:/])"
)
_HOLDS = re.compile(
    r"ملفات (?:تعريف )?الارتباط|الكوكيز|\bcookies\b|جميع الحقوق محفوظه|سجل بريدك|"
    r"^.{0,40} - من نحن - |النشره البريديه$|[(«]? ?(?:صوره|تصوير|عدسه) ?: ?.{0,30}$|"
    r"[(](?:رويترز|ا ف ب|ا ب|ا ب ا|د ب ا|وكالات|ارشيف(?:يه)?|خاص)[)]$|"
    r"^[^.]{10,120}\. ?(?:رويترز|ا ?ف ?ب|ا ?ب|د ?ب ?ا|وكالات|ارشيف|غيتي)$"
)
_ABOUT_THE_TEXT = re.compile(
    # A notice on the text itself: sponsored, a sample, an opinion that is not the paper's.
    r"(?:\W*)(?:هذ[اه] (?:ال)?(?:ماده|مقال|نص|محتوي|تقرير) .{0,60}(?:نموذجي|اعلاني|مدفوع|متخيل|"
    r"برعايه|لا يعبر|"
    r"لا تعبر|يعبر عن راي|تعبر عن راي)|(?:ال)?اراء الوارده .{0,60}لا تعبر|"
    r"ن?ت?رحب .{0,40}بال?(?:نقاش|تعليق))"
)
_TAIL = re.compile(
    r"(?:ال)?(?:مقالات|مواضيع|موضوعات|اخبار|مواد) (?:ال)?(?:ذات صله|مشابهه|متعلقه|مرتبطه|قد تهمك)|"
    r"قد يعجبك(?: ايضا)?|"
    r"(?:ال)?اكثر (?:قراءه|مشاهده|تداولا)|اخر الاخبار|انظر ايضا|"
    r"اخترنا لكم|احدث الاخبار|شاهد ايضا|اقرا ايضا|المزيد من|"
    r"related (?:articles|stories|posts)|most read|latest news"
)
_LINK = re.compile(r"https?://(?=\w)[^\s<>\"'«»]+")
_UNSAFE = re.compile(r"[\[\]\\^`{|}]")
"""What browsers send encoded and pages often do not (RFC 3986, appendix A)."""
_LABEL = 20
"""Letters that may stand before a link: «الرابط المختصر: »."""
CAPTION_WORDS = 30
"""A line longer than this is a paragraph, whatever credit it ends in."""


def is_furniture(line: Line) -> bool:
    """Whether a line belongs to the page and not to the story."""
    text = line.folded.strip()
    if line.menu or _WHOLE_LINE.fullmatch(text) or _ABOUT_THE_TEXT.match(text):
        return True
    return line.words <= CAPTION_WORDS and bool(
        _BEGINS.match(text.lstrip("(«[•-– "))
        or _HOLDS.search(text)
        or opens_tail(line)
        or link_of(line)
    )


def opens_tail(line: Line) -> bool:
    """Whether a line is the heading of a list of other stories."""
    return bool(_TAIL.fullmatch(line.folded.strip(" :.")))


def link_of(line: Line) -> str | None:
    """Return the link of which a line consists, with at most a label before it."""
    match = _LINK.search(line.text)
    if match and len(line.text) - len(match[0]) <= _LABEL:
        link = match[0].rstrip(".,،)")
        return _UNSAFE.sub(lambda sign: quote(sign[0]), link)
    return None
