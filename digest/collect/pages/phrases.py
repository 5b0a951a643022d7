"""The fixed phrases of news pages, in the languages that the desk reads: what stands around an article.

English, German, French, Spanish, Persian and Arabic. Phrases are compared as `folded` spells them.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "’": "'", "‘": "'"}
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SPACES = re.compile(r"[\s\u200c\u200f\u200e]+")


def folded(text: str) -> str:
    """A phrase as it is compared: case, accents, letter variants and the punctuation around it do not count."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(char for char in text if not unicodedata.combining(char))
    return _SPACES.sub(" ", _EDGES.sub("", text))


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(filter(None, map(folded, re.split(r"[|\n]", listed))))


GROUPS = _phrases("""
    latest|latest news|latest stories|latest articles|latest headlines|the latest|recent news|recent posts
    recent articles|recent stories|news in brief|must read|must reads|must-read|must-reads|related
    related news|related stories|related articles|related posts|related content
    related coverage|related links|related reading|you might also like|you may also like|you might like
    you may like|you might be interested in|you may also enjoy|you might also be interested in
    you may have missed|in case you missed it|read next|up next|what to read next|read more|more news
    more stories|more articles|more to read|more like this|more on this|more on this story|more on this topic
    also read|read also|see also|further reading|keep reading|recommended|recommended for you
    recommended to you|recommended reading|recommended stories|recommended articles|recommendations
    editor's picks|editors' picks|editor's choice|editor's pick|top stories|popular|popular now|most popular
    most read|most viewed|trending|trending now|trending stories|featured|featured stories|don't miss
    do not miss|other news|other stories|from our partners|around the web|from the web|sponsored
    sponsored content|promoted stories|today's headlines
    by the same author|from the same author|more by this author|more from this author

    neueste nachrichten|neueste artikel|neueste beiträge|neueste meldungen|aktuelle nachrichten|aktuelles
    aktuell|das neueste|neueste|letzte nachrichten|letzte beiträge|meistgelesen|meist gelesen
    am meisten gelesen|beliebt|beliebte artikel|lesen sie auch|lesen sie mehr|lesen sie weiter
    auch interessant|das könnte sie auch interessieren|weitere artikel|das könnte sie interessieren
    das könnte ihnen auch gefallen|das könnte dir gefallen|das könnte dich auch interessieren|mehr zum thema
    zum thema|mehr nachrichten|mehr lesen|weiterlesen|weitere nachrichten|weitere themen|ähnliche artikel
    ähnliche beiträge|verwandte artikel|verwandte themen|verwandte beiträge|empfohlen|empfehlungen
    empfehlungen der redaktion|unsere empfehlungen|für sie empfohlen|nicht verpassen|unbedingt lesen
    lesenswert|pflichtlektüre|topmeldungen|schlagzeilen|vom selben autor|vom gleichen autor|von derselben autorin

    dernières nouvelles|dernières actualités|dernières infos|derniers articles|les dernières nouvelles
    dernières dépêches|à la une|l'actualité|actualités|les plus lus|le plus lu|articles les plus lus
    populaire|à lire aussi|lire aussi|à lire|à lire également|à ne pas manquer|ne manquez pas|incontournable
    incontournables|à découvrir|vous aimerez aussi|vous pourriez aussi aimer|vous pourriez aimer
    vous aimerez peut-être|cela peut vous intéresser|cela pourrait vous intéresser|sur le même sujet
    sur le même thème|dans la même rubrique|articles liés|articles similaires|articles connexes
    articles associés|recommandé|recommandés|recommandé pour vous|recommandés pour vous|nos recommandations
    plus d'articles|lire plus|lire la suite|en savoir plus|plus d'actualités|choix de la rédaction
    le choix de la rédaction|du même auteur|de la même autrice|dans le même dossier

    últimas noticias|las últimas noticias|lo último|noticias recientes|artículos recientes|entradas recientes
    más noticias|lo más leído|lo más visto|más leídas|más leídos|las más leídas|lo más popular|populares
    tendencias|destacados|destacadas|imprescindible|imprescindibles|no te pierdas|no se pierda
    te puede interesar|le puede interesar|también te puede interesar|te podría interesar
    también le puede interesar|quizás te interese|quizá te interese|te puede gustar|también te puede gustar
    te recomendamos|recomendado|recomendados|recomendados para ti|recomendado para ti|recomendaciones
    relacionado|relacionados|noticias relacionadas|artículos relacionados|temas relacionados
    contenido relacionado|lea también|lee también|leer más|lea más|seguir leyendo|más artículos
    más sobre este tema|más información|más historias|selección del editor|lectura obligada|de lectura obligada
    del mismo autor|de la misma autora

    آخرین اخبار|آخرین خبرها|آخرین مطالب|آخرین نوشته‌ها|تازه‌ترین اخبار|تازه‌ترین خبرها|تازه‌ترین‌ها
    تازه ترین مطالب|جدیدترین اخبار|جدیدترین خبرها|جدیدترین مطالب|اخبار مرتبط|مطالب مرتبط|خبرهای مرتبط
    مقالات مرتبط|مرتبط|نوشته‌های مرتبط|اخبار مشابه|مطالب مشابه|پربازدیدها|پربازدیدترین‌ها|پربازدیدترین
    پربیننده‌ترین|پربیننده‌ترین‌ها|پرخواننده‌ترین‌ها|محبوب‌ترین‌ها|از دست ندهید|حتما بخوانید|باید خواند
    خواندنی‌ها|بیشتر بخوانید|بخوانید|همچنین بخوانید|پیشنهاد سردبیر|پیشنهاد ما|پیشنهادی|پیشنهاد می‌شود
    پیشنهاد برای شما|شاید بپسندید|شاید این مطالب را هم بپسندید|ممکن است بپسندید|شاید دوست داشته باشید
    شما ممکن است دوست داشته باشید|ممکن است علاقه‌مند باشید|اخبار بیشتر|خبرهای بیشتر|دیگر خبرها|سایر اخبار
    عناوین اخبار|برگزیده‌ها|توصیه شده|توصیه‌شده برای شما|از همین نویسنده|از این نویسنده
    در همین زمینه|در همین رابطه|در همین باره

    آخر الأخبار|أحدث الأخبار|آخر المستجدات|آخر المقالات|أحدث المقالات|الأحدث|أخبار عاجلة|أهم الأخبار
    الأكثر قراءة|الأكثر مشاهدة|الأكثر شعبية|الأكثر رواجا|الأكثر تداولا|اقرأ أيضا|إقرأ أيضا|اقرأ المزيد
    اقرأ ايضا|يجب قراءته|لا تفوت|لا تفوتك|لا بد من قراءته|مقالات ذات صلة|أخبار ذات صلة|مواضيع ذات صلة|ذات صلة
    موضوعات ذات صلة|مواضيع مشابهة|قد يعجبك|قد يعجبك أيضا|ربما يعجبك أيضا|قد يهمك|قد يهمك أيضا|ربما يهمك
    قد تهمك هذه المقالات|موصى به|موصى به لك|نوصي بقراءته|مقترحات|مقترحة لك|اختيارات المحرر|المزيد من الأخبار
    المزيد|مزيد من الأخبار|أخبار أخرى|تابع القراءة|الأخبار المرتبطة|للكاتب نفسه|للكاتبة نفسها
""")
"""Headings that groups of teasers stand under."""

ASIDES = _phrases("""
    related topics|explore more on these topics|topics|topics in this article|about the author|about the authors
    sobre la firma|archivado en|sobre el autor|sobre la autora|über den autor|über die autorin|à propos de l'auteur
    à propos de l'autrice|درباره نویسنده|عن الكاتب|عن الكاتبة
""")
"""Headings under which neither the article goes on nor headlines stand."""

OPEN_GROUPS = re.compile(
    r"(?:(?:more|latest|related|recent|popular|trending|most read|must read) (?:news |stories |articles "
    r"|posts )?(?:from|in|on|by|about)"
    r"|recommended (?:by|from)|(?:you (?:might|may) (?:also )?(?:like|enjoy))|(?:also|more) (?:from|by)"
    r"|mehr (?:von|aus|zu|uber)|neues (?:von|aus)|neueste(?:s)? (?:von|aus)|weitere (?:artikel"
    r"|nachrichten) (?:von|aus|zu)"
    r"|plus (?:de|d'articles de|sur)|(?:a lire|a voir) (?:aussi )?(?:sur|dans)|derniers articles (?:de|sur)"
    r"|mas (?:de|en|sobre|noticias de)|ultimas noticias (?:de|sobre|en)"
    r"|بیشتر از|اخبار بیشتر از|مطالب بیشتر از|مطالب دیگر از|المزید من|المزید عن|اخر اخبار) .{1,50}"
)
"""Headings that go on with a name ("More from The Harbour Post"); matched against the folded line."""

NOISE = _phrases("""
    advertisement|ad|advertising|skip to content|skip to main content|share|share this|share this article
    share this story|share on facebook|share on twitter|share on x|facebook|twitter|x|whatsapp|telegram
    linkedin|pinterest|reddit|email|print|copy link|save|listen|subscribe|sign in|log in|sign up|menu|search
    home|comments|no comments|leave a comment|leave a reply|view all|see all|show more|load more
    read full story|continue reading|next|previous|previous article|next article|follow us
    read the full story|learn more|add a comment|back to top|close|tweet|pin|getty images|photo|image|video
    play|gallery|breaking|breaking news|follow|following|reuse this content|like this|like loading
    anzeige|werbung|teilen|drucken|kommentare|abonnieren|anmelden|startseite
    alle anzeigen|merken|zur startseite|suche|menü|publicité|partager|imprimer|commentaires|s'abonner|abonnez-vous
    se connecter|accueil|voir tout|commenter|enregistrer|rechercher|publicidad|compartir|imprimir|comentarios
    suscribirse|suscríbete|iniciar sesión|inicio|ver todo|ver más|guardar|buscar|تبلیغات|آگهی|اشتراک گذاری
    به اشتراک بگذارید|چاپ|نظرات|دیدگاه‌ها|خانه|صفحه نخست|ورود|عضویت|جستجو|ارسال|ادامه مطلب|إعلان|مشاركة|شارك
    contribuer|انتهای پیام|حفظ|طباعة|التعليقات|الرئيسية|تسجيل الدخول|اشترك|بحث|أضف تعليق|عرض الكل|تابعنا
""")
"""Lines that are buttons, counters and menus, and no part of any article."""

FOOT = _phrases("""
    about us|about|contact us|contact|privacy|terms|cookies|cookie settings|careers|jobs|advertise with us
    my account|newsletters|e-paper|help|faq|impressum|kontakt|über uns|datenschutz|mentions légales|à propos
    contacto|aviso legal|quiénes somos|تماس با ما|درباره ما|اتصل بنا|من نحن
""")
"""Lines of a page's foot, which are no headlines; within an article they may be headings."""

NOTE = re.compile(
    r"(?:a version of this article|(?:additional )?reporting by|editing by|our standards\b|source\s?:|quelle\s?:"
    r"|fuente\s?:|dieses thema im programm|mit material von|avec (?:afp|reuters|ap)\b|منبع\s?:|المصدر\s?:)",
    re.IGNORECASE,
)
"""How a note under an article begins that is none of its words."""

FOOTER = re.compile(
    r"^\s*(?:©|\(c\)|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|"
    r"تمامی حقوق|کلیه حقوق|جميع الحقوق|privacy policy|datenschutz\b|politique de confidentialité"
    r"|terms of (?:use|service)|この記事は(?:有料|会員限定))",
    re.IGNORECASE,
)
"""How the foot of a page begins."""

BYLINE = re.compile(
    r"^(?:(?:written |reported |story |words |text |posted |analysis )?by|author|authors|von|autor"
    r"|autorin|text|par|auteur|por|escrito por"
    r"|نوشته|نوشتهٔ|نوشته‌ی|نویسنده|به قلم|به‌قلم|گزارش از|گزارشگر|بقلم|بواسطة|كتب|كتبه|كتبت|الكاتب|تحرير|إعداد)"
    r"(?:\s*[:：]\s*|\s+)(?P<name>\S.{0,140})$",
    re.IGNORECASE,
)
"""A line that says who wrote it."""

ROLE = re.compile(
    r"\b(?:correspondent|reporter(?:in)?|editor|staff writer|writer|columnist|contributor|[\w-]*korrespondent(?:in)?"
    r"|[\w-]*redakteur(?:in)?|correspondante?|journaliste?(?:in)?|rédacteur|rédactrice|envoyée? spéciale?|corresponsal"
    r"|redactora?|periodista|enviad[oa] especial|خبرنگار|گزارشگر|روزنامه‌نگار|سردبیر|مراسلة?|محررة?|صحفية?|صحافية?)\b",
    re.IGNORECASE,
)
"""What those who write for a paper are called."""

CREDIT = re.compile(
    r"\((?:(?:AP|AFP|Reuters|EPA|dpa|EFE|Getty)\b[^)]{0,80}|(?:file|photo|image|foto|archiv|archivo)\b[^)]*)\)"
    r"|\b(?:file |crédits? )?(?:photo(?:graph(?:y|er)?)?|image|picture|credit)s?"
    r"(?: by| courtesy|\s?:)|\bcaption:|\b(?:bild|foto|archivbild|symbolbild|photographie|crédit|légende"
    r"|imagen|fotografía|archivo)\s*:|"
    r"(?:عکس|تصویر|الصورة|صورة|تصوير)\s*(?:از|:|：)|©",
    re.IGNORECASE,
)
"""What gives a photo's caption away."""

SECTIONS = re.compile(
    r"\b(?:news|world|politics|business|economy|opinion|analysis|culture|sports?|science|technology|tech"
    r"|health|society|travel"
    r"|lifestyle|local|regional|international|national|features?|editorial|interview|environment|climate"
    r"|education|arts"
    r"|nachrichten|politik|wirtschaft|kultur|meinung|welt|ausland|inland|wissenschaft|gesellschaft"
    r"|panorama|regionales"
    r"|actualités?|politique|économie|monde|société|planète|sciences|opinions|noticias|política|economía"
    r"|mundo|cultura|sociedad"
    r"|deportes|ciencia|opinión|tecnología|اخبار|خبر|خبرها|سیاست|سیاسی|اقتصاد|اقتصادی|فرهنگ|فرهنگی|جهان|جامعه"
    r"|اجتماعی|ورزش|ورزشی|دیدگاه|علم|علمی|فناوری|حوادث|گزارش|یادداشت|تحلیل|سلامت|هنر|گفتگو|بین‌الملل"
    r"|أخبار|سياسة|ثقافة|العالم|رياضة|آراء|مجتمع|علوم|محليات|تقارير|تحليل|رأي|مقالات|صحة|تقنية|تكنولوجيا"
    r"|منوعات|حوادث|دولي|عربي|تحقيقات|بيئة|تعليم)\b",
    re.IGNORECASE,
)
"""Words that sections of a newspaper are called by."""

STAMP = re.compile(
    r"^(?:(?:first )?published|posted|updated|last updated|modified|date|veröffentlicht|aktualisiert"
    r"|stand|erstellt|publié|modifié|mis à jour|publicado"
    r"|actualizado|منتشر شده|انتشار|تاریخ انتشار|تاریخ|به‌روزرسانی|به‌روز شده|نشر|نشرت|تاريخ النشر|آخر تحديث|تحديث)"
    r"(?:\s+(?:on|at|am|le|el|the|في|در))?\s*[:：]?\s+",
    re.IGNORECASE,
)
"""What stands before a date on a date line."""
