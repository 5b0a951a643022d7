"""What the invented pages say: sentences in seven languages about a harbour that does not exist."""

_EN = """
The harbour master of Ostrand counted the cranes again on Tuesday, and again came to nine.
Nobody in the office could say where the tenth had gone, though its foundations were still warm.
The council will decide on Friday whether a crane that is not there needs a licence.
Ida Brelling, who has kept the lamp on Quell Point for thirty years, saw nothing but fog that night.
Two barges of the Selm line had to wait outside the lock until the tide turned.
The insurers sent a man with a folding ruler, and he measured the hole twice.
It is four paces across and deep enough to lose a bicycle in.
Fishermen on the north quay sell maps of places where it may be standing now.
The mayor called the whole affair a matter of bookkeeping and closed the window.
A child from Lower Tarn drew the crane from memory, and the drawing hangs in the town hall.
The foundry that cast its hook went out of business before the war of the two ferries.
In the register of 1911 the crane is listed as a widow with three dependants.
The dredger Patience found an anchor, a bell and forty pairs of spectacles, but no iron of that size.
Gulls still gather at the height where its arm used to be.
The ropemakers offered a reward of one hundred florins and a good dinner.
Nothing so heavy has moved in Ostrand since the brewery burned.
Experts from the mainland spoke for an hour without using the word crane.
The night watchman remembers a sound like a very large drawer being shut.
Grain prices rose by two florins a sack, and fell again when the ferry brought bread.
The chapel has asked whether it may ring for iron, and is waiting for an answer.
Those who live on Chandler Street have begun to leave their doors unlocked, in case it comes back.
A photograph taken from the lighthouse shows a shadow where there should be light.
The port pays eleven florins a day for a machine that it cannot find.
Rowan Tesk, the engineer, walked the sea bed in his father's diving suit on Sunday.
He came up with a rivet in his glove and would not say more until his tea was poured.
The lawyers agree that a crane can be lost, but not on whether it can leave.
Old Henrik keeps a list of everything that the harbour has swallowed, and it fills two books.
The next high water is expected on the ninth, a little after four in the morning.
"""
_DE = """
Der Hafenmeister von Ostrand zählte am Dienstag noch einmal die Kräne und kam wieder auf neun.
Niemand im Amt konnte sagen, wohin der zehnte verschwunden war, obwohl sein Fundament noch warm war.
Der Rat entscheidet am Freitag, ob ein Kran, der nicht da ist, eine Genehmigung braucht.
Die Versicherung schickte einen Mann mit einem Zollstock, und er maß das Loch zweimal.
Auf der Nordmole verkaufen Fischer Karten von Orten, an denen er jetzt stehen könnte.
Der Nachtwächter erinnert sich an ein Geräusch wie von einer sehr großen Schublade.
Seit die Brauerei brannte, hat sich in Ostrand nichts so Schweres mehr bewegt.
Die Möwen sammeln sich noch immer in der Höhe, in der sein Ausleger war.
Das nächste Hochwasser wird am Neunten kurz nach vier Uhr morgens erwartet.
"""
_FR = """
Le capitaine du port d'Ostrand a recompté les grues mardi et en a encore trouvé neuf.
Personne au bureau ne savait où était passée la dixième, bien que ses fondations fussent encore tièdes.
Le conseil dira vendredi si une grue qui n'est pas là a besoin d'une licence.
Les assureurs ont envoyé un homme avec un mètre pliant, et il a mesuré le trou deux fois.
Sur le quai nord, les pêcheurs vendent des cartes des lieux où elle se trouve peut-être.
Le veilleur de nuit se souvient d'un bruit de très grand tiroir que l'on ferme.
Les mouettes se rassemblent toujours à la hauteur où était son bras.
Rien d'aussi lourd n'a bougé à Ostrand depuis l'incendie de la brasserie.
La prochaine marée haute est attendue le neuf, un peu après quatre heures du matin.
"""
_FA = """
رئیس بندر استراند روز سه‌شنبه دوباره جرثقیل‌ها را شمرد و باز به عدد نه رسید.
هیچ‌کس در دفتر نمی‌دانست دهمی کجا رفته است، هرچند پایه‌هایش هنوز گرم بود.
شورا روز جمعه تصمیم می‌گیرد که آیا جرثقیلی که وجود ندارد به پروانه نیاز دارد یا نه.
بیمه مردی را با متر تاشو فرستاد و او گودال را دو بار اندازه گرفت.
ماهیگیران اسکله شمالی نقشه جاهایی را می‌فروشند که شاید اکنون آنجا ایستاده باشد.
نگهبان شب صدایی شبیه بسته شدن کشویی بسیار بزرگ را به یاد می‌آورد.
مرغان دریایی هنوز در همان ارتفاعی جمع می‌شوند که بازوی آن بود.
از زمان آتش‌سوزی کارخانه هیچ چیز به این سنگینی در استراند جابه‌جا نشده است.
"""
_AR = """
عدّ مدير ميناء أوستراند الرافعات مرة أخرى يوم الثلاثاء ووجدها تسعاً من جديد.
لم يستطع أحد في المكتب أن يقول أين ذهبت العاشرة، مع أن أساسها ما زال دافئاً.
سيقرر المجلس يوم الجمعة ما إذا كانت الرافعة الغائبة تحتاج إلى رخصة.
أرسلت شركة التأمين رجلاً معه مسطرة قابلة للطي فقاس الحفرة مرتين.
يبيع الصيادون على الرصيف الشمالي خرائط للأماكن التي قد تكون فيها الآن.
يتذكر الحارس الليلي صوتاً يشبه إغلاق درج كبير جداً.
ما زالت النوارس تجتمع على الارتفاع الذي كانت فيه ذراعها.
لم يتحرك شيء بهذا الثقل في أوستراند منذ احتراق المصنع القديم.
"""
_JA = """
オストランド港の港長は火曜日にクレーンをもう一度数え、やはり九基だった。
事務所の誰も十基目がどこへ行ったのか答えられなかったが、土台はまだ温かかった。
評議会は金曜日に、存在しないクレーンに免許が必要かどうかを決める。
保険会社は折り尺を持った男を送り、彼は穴を二度測った。
北の岸壁の漁師たちは、今それが立っているかもしれない場所の地図を売っている。
夜警は、とても大きな引き出しが閉まるような音を覚えている。
かもめは今も、その腕があった高さに集まる。
醸造所が燃えて以来、これほど重いものがオストランドで動いたことはない。
"""
_BANKS = {
    name: text.split("\n")[1:-1]
    for name, text in {"en": _EN, "de": _DE, "fr": _FR, "fa": _FA, "ar": _AR, "ja": _JA}.items()
}


def prose(paragraphs: int, begin: int = 0, language: str = "en", sentences: int = 3) -> list[str]:
    """So many paragraphs, from the sentence `begin` of the language on, again from the first after the last."""
    bank = _BANKS[language]
    space = "" if language == "ja" else " "
    return [
        space.join(bank[(begin + sentences * number + each) % len(bank)] for each in range(sentences))
        for number in range(paragraphs)
    ]
