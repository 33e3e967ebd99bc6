"""The words by which sites in five languages invite, share, credit and link: tables of phrases.

Phrases are parted by bars. «…» stands for up to forty characters, «#» for a number; all else is
compared folded (`arabic.fold`), so that one spelling of a phrase is enough.
"""

import re
from typing import Final

from mujaz import arabic

SHARE: Final = """
facebook | twitter | x | whatsapp | telegram | linkedin | pinterest | instagram | youtube | reddit
messenger | email | e-mail | mail | print | share | tweet | pin | copy link | save | listen
فيسبوك | فيس بوك | تويتر | إكس | واتساب | واتس اب | تليجرام | تيليجرام | تلغرام | تيلغرام | تلجرام
لينكد إن | لينكدان | انستغرام | انستجرام | يوتيوب | بينتريست | مسنجر | ماسنجر | فايبر | طباعة
اطبع | حفظ | استمع | مشاركة | شارك | البريد الإلكتروني | بريد إلكتروني | توییتر | تلگرام | واتساپ
اینستاگرام | چاپ | ایمیل | لینکدین | ٹویٹر | فیس بک | واٹس ایپ | پرنٹ | شیئر | פייסבוק | טוויטר
ווטסאפ | וואטסאפ | טלגרם | הדפס | הדפסה | שתף | שתפו | שיתוף | מייל
"""
"""One button of a share bar; a line may have several."""

WHOLE: Final = """
شاركها | شاركه | شارك الخبر | شارك المقال | شارك هذا المقال | شارك القصة | شارك الموضوع
شارك عبر… | شارك على… | مشاركة الخبر | مشاركة المقال | مشاركة عبر… | شارك برأيك | انسخ الرابط
نسخ الرابط | تم النسخ | تم نسخ الرابط | رابط مختصر | الرابط المختصر | رابط الخبر… | حجم الخط
تكبير الصورة | تخطى … وواصل القراءة | تخط … وواصل القراءة | … نهاية | إعلان | إعلانات | إغلاق
المزيد | التالي | السابق | أضف تعليقا… | أضف تعليق… | إضافة تعليق… | اكتب تعليقا… | اترك تعليقا…
اترك ردا… | التعليقات | تعليقات | التعليقات (#) | التعليقات # | لا توجد تعليقات
الكلمات المفتاحية | كلمات مفتاحية | الوسوم | وسوم | تابعنا… | تابعونا… | آخر تحديث… | صورة | فيديو
بالفيديو | بالصور | ألبوم الصور | أرسل لصديق | قراءة المزيد | عرض المزيد | تحميل المزيد
العودة إلى الأعلى | الذهاب إلى الأعلى | مقالات الكاتب | انتهای پیام… | پایان پیام… | کد خبر…
برچسبها | برچسب ها | لینک کوتاه… | نظرات | ارسال نظر… | نظر شما | نظر بدهید | کپی لینک
بازگشت به بالا | اشتراک گذاری | به اشتراک بگذارید | تبلیغات | آگهی | شیئر کریں… | تبصرہ | تبصرے
تبصرہ کریں | اشتہار | اشتہارات | لنک کاپی کریں | مزید | תגובות… | תגיות | פרסומת | עקבו אחרינו…
העתק קישור | העתיקו קישור | הוסף תגובה | הוסיפו תגובה | advertisement | advertisment | ad
sponsored | sponsored content | comment | comments | comments # | comments (#) | # comments
# comment | # shares | # likes | # views | tag | tags | topics | close | leave a comment…
post a comment… | add a comment… | leave a reply… | continue reading… | story continues…
article continues… | scroll to continue… | scroll down to… | click here to… | share this…
share on… | share via… | share with… | follow us… | follow me… | don't miss | thank you
back to top | order reprints | print article | view gallery | show caption | hide caption
an error has occurred… | loading… | skip to… | skip past… | published | updated | read more | more
tell us what you think | this article has been sent to… | you have been subscribed… | get updates
"""
"""A whole line of furniture."""

OPENINGS: Final = """
اقرأ أيضا | اقرؤوا أيضا | اقرأ المزيد | اقرأ كذلك | اقرأ أكثر | اقرأ في | طالع أيضا | طالع كذلك
طالع المزيد | شاهد أيضا | شاهد كذلك | شاهد المزيد | للمزيد | لمزيد من | قد يهمك | ربما يهمك
قد يعجبك | مواضيع ذات صلة | مقالات ذات صلة | أخبار ذات | مواضيع متعلقة | مقالات متعلقة
أخبار متعلقة | ذات صلة: | اشترك في | اشترك الآن | اشترك معنا | اشتركوا في | سجل بريدك | سجل الآن
تابعونا على | تابعنا على | تابعونا عبر | تابعنا عبر | تابعوا قناة | تابع قناة | تابعوا صفحة
تابع صفحة | تابع آخر | تابعوا آخر | حمل تطبيق | حملوا تطبيق | انضم إلى | انضموا إلى | انضم إلينا
لمتابعة آخر | لمتابعة كل | لمتابعة المزيد | شاركنا | شاركونا | جميع الحقوق محفوظة
كل الحقوق محفوظة | حقوق النشر | التعليقات المنشورة | التعليقات الواردة | التعليقات لا تعبر
نرحب بتعليقات | ترحب … بتعليقات | يرجى الالتزام | يرجى العلم أن التعليق | سياسة التعليق
سياسة الخصوصية | شروط التعليق | إخلاء مسؤولية | مصدر الصورة | صدر الصورة | التعليق على الصورة
تعليق الصورة | الصورة: | صورة: | صورة من | تصوير: | تصوير/ | عدسة: | كاميرا: | الكلمات المفتاحية
الكلمات الدالة | كلمات مفتاحية | الوسوم: | وسوم: | الآراء الواردة | المقالات المنشورة تعبر
هذا المقال يعبر | اضغط هنا | انقر هنا | بیشتر بخوانید | بخوانید: | همچنین بخوانید
در این باره بخوانید | مطالب مرتبط | اخبار مرتبط | ما را در … دنبال | به کانال … بپیوندید
برچسبها: | برچسب ها: | کلیه حقوق | تمامی حقوق | تمام حقوق | نظرات حاوی | دیدگاههای ارسال | عکس:
منبع: | لینک کوتاه | برای عضویت در | مزید پڑھیں | یہ بھی پڑھیں | مزید خبریں | جملہ حقوق
ہمیں … فالو | مزید خبروں | تصویر: | קראו גם | קרא גם | קראו עוד | קרא עוד | לקריאה נוספת
כתבות נוספות | עוד בנושא | עוד כתבות | ראו גם | הירשמו ל… | הצטרפו ל… | כל הזכויות שמורות | צילום:
לחצו כאן | לכל העדכונים | עקבו אחר | read also | read more | read next | see more | watch more
learn more | find out more | also read | also see | also on | also watch | see also | related:
more: | read: | watch: | photos: | video: | read the full article | read the full story
read the original article | recommended reading | recommended stories | you may like
you may also like | you might also like | you might like | sign up for | sign up to | sign up here
sign up now | sign up today | subscribe to | subscribe now | subscribe here | like us | follow us
join us | find us | share your | join the conversation | get the … app | download the … app
download our | get our | all rights reserved | copyright | © | this article was originally
this story was originally | this article originally appeared | this article first appeared
this story originally appeared | this story has been updated | this article has been updated
this copy is for your | this material may not be | the views expressed | views expressed in
the opinions expressed | disclaimer: | comments are | comments with | comments on this
by commenting | by submitting | by signing up | by clicking | image: | image credit | image source
images: | photo: | photos by | photo by | photo credit | photo courtesy | photograph by | picture:
pictures: | pic: | featured image | getty images | filed under | tagged with | tagged in
tagged as | tags: | category: | categories: | posted in | posted by | posted on | click here
click on the | check out our | check out more | follow … on twitter | follow … on facebook
follow … on instagram | additional reporting by | reporting by | writing by | editing by
edited by | to read more | to learn more | want more | for more information | for more news
for more stories | for more on | have a tip | have a news tip | have a story | got a tip
email us | email the | buy now | available from | our standards | like this story
if you like this | like what you | support our | become a member | enable javascript
please enable javascript | write to … at
"""
"""How a short line of furniture begins."""

NOTICES: Final = """
ترحب … بالنقاش | نرحب … بالنقاش | ترحب … بتعليقات | نرحب … بتعليقات | الآراء الواردة
الآراء المنشورة | المقالات المنشورة … تعبر | التعليقات المنشورة | التعليقات الواردة
التعليقات … لا تعبر عن | يرجى الالتزام … التعليق | هذا المقال يعبر عن رأي | هذا المقال لا يعبر
هذه المقالة تعبر عن رأي | يمنع نسخ | يحظر نسخ | جميع الحقوق محفوظة | نظرات حاوی | نظرات شما پس از
دیدگاههای ارسال شده | دیدگاه های ارسال شده | ادارے کا … رائے سے متفق
this copy is for your personal | all rights reserved | the views expressed
the opinions expressed | this article is for informational purposes | comments are moderated
we welcome your comments | we use cookies | this site uses cookies | this website uses cookies
by continuing to use | by clicking | by signing up | by submitting
"""
"""How a notice begins that may be as long as a paragraph."""

INSIDE: Final = """
contributed to this report | contributed to this story | contributed to this article
contributed to the report | free newsletter | daily newsletter | weekly newsletter
our newsletter | all rights reserved | receive a commission | earn a commission | affiliate links
affiliate commission | terms of use | terms of service | privacy policy | do not sell
delivered to your | delivered through your | ساهم في إعداد | ساهمت في إعداد | ساهم في تغطية
ساهم في كتابة | جميع الحقوق محفوظة | كل الحقوق محفوظة | النشرة البريدية | النشرة الإخبارية
لا تعبر بالضرورة | لا يعبر بالضرورة
"""
"""What a short line of furniture holds."""

TAILS: Final = """
المقالات ذات الصلة | مقالات ذات صلة | مواضيع ذات صلة | الموضوعات ذات الصلة | موضوعات ذات صلة
أخبار ذات صلة | الأخبار ذات الصلة | مواد ذات صلة | ذات صلة | مقالات مشابهة | مواضيع مشابهة
أخبار مشابهة | مواضيع متعلقة | مواضيع مرتبطة | أخبار متعلقة | مقالات متعلقة | أخبار مرتبطة
مواضيع قد تهمك | قد يعجبك | قد يعجبك أيضا | قد يهمك | قد يهمك أيضا | الأكثر قراءة | الأكثر مشاهدة
الأكثر تداولا | الأكثر تعليقا | آخر الأخبار | أحدث الأخبار | انظر أيضا | اخترنا لك | اخترنا لكم
شاهد أيضا | اقرأ أيضا | طالع أيضا | المزيد من… | التعليقات | تعليقات القراء | نبذة عن الكاتب
عن الكاتب | قصص مقترحة | مطالب مرتبط | مطالب پیشنهادی | اخبار مرتبط | پربینندهترین…
پربیننده ترین… | نظرات… | نظر کاربران | متعلقہ خبریں | مزید خبریں | مقبول خبریں | תגובות…
כתבות נוספות | כתבות קשורות | עוד בנושא | הנקראות ביותר | related | related articles
related stories | related story | related posts | related news | related content | related topics
related coverage | related links | most read | most popular | most viewed | latest news
latest stories | more from… | more on… | more stories… | more news… | more in… | recommended
recommended for you | recommended stories | up next | recommended reading | you may also like
you might also like | comments | comment | # comments | comments (#) | leave a comment
leave a reply | read more | read next | about the author | about the authors | trending
trending now | popular posts | popular stories | recent posts | what to read next | top stories
share this… | from our partners | sponsored stories | references | notes and references
popular now | editors' picks | editor's picks
"""
"""The heading of other stories, of comments, of a note on the writer."""

WRITERS: Final = """
by | written by | analysis by | story by | opinion by | author | authors | posted by | reporter
كتب | كتبت | كتبه | كتبته | كتبها | بقلم | إعداد | تحرير | حوار | ترجمة | تقرير | تحقيق | متابعة
نویسنده | خبرنگار | تحریریہ | رپورٹ | از قلم | מאת
"""
"""What stands before a writer's name."""


def of(table: str) -> tuple[str, ...]:
    """Return the phrases of a table as rules on folded text, the longest first."""
    phrases = [phrase.strip() for line in table.splitlines() for phrase in line.split("|")]
    return tuple(_rule(phrase) for phrase in sorted(filter(None, phrases), key=len, reverse=True))


def plain(table: str) -> tuple[str, ...]:
    """Return the phrases of a table that has no signs, folded."""
    phrases = (phrase.strip() for line in table.splitlines() for phrase in line.split("|"))
    return tuple(arabic.fold(phrase) for phrase in phrases if phrase)


def _rule(phrase: str) -> str:
    texts = [
        r"\d+".join(re.escape(arabic.fold(text)) for text in piece.split("#"))
        for piece in phrase.split("…")
    ]
    whole_words = r"(?!\w)" if texts[-1][-1:].isalpha() else ""
    return ".{0,40}".join(texts) + whole_words
