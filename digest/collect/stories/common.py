"""Words too common in news to tell one event from another, and the names of the days."""

_COMMON = """
a an the and or of to in on at for from by with as is are be was were has have had it its this that these those he she
they we you i his her their our your my me him them us who whom whose which what when where why how not no nor none new
say says said saying after before over under about into out up down off above below will would could should can may
might must shall more most less least much many few fewer some any each every other others another same such only own
than then now just but if so all both amid against between during through across along around near behind inside
outside without within toward towards upon until till since because while though although whether per via there here
do does did done doing been being having get gets got getting go goes went gone going come comes came coming make makes
made making take takes took taken taking give gives gave given put puts keep keeps kept let lets set sets show shows
shown showed see sees saw seen look looks looked find finds found use uses used using work works worked working want
wants wanted need needs needed ask asks asked tell tells told call calls called know knows knew known think thinks
thought like likes liked begin begins began begun start starts started end ends ended stop stops stopped leave leaves
left turn turns turned run runs ran stand stands stood hold holds held move moves moved bring brings brought read reads
write writes wrote written mean means meant become becomes became happen happens happened seem seems seemed stay stays
stayed try tries tried bear lie lies lay laid pay pays paid cost costs meet meets met sit sits sat lose lost open opens
opened close closes closed very too also even still yet ever never always again already once twice often sometimes soon
later early late ago away back together almost nearly enough rather quite perhaps well long short good better best bad
worse worst old older young big bigger small smaller great little large high higher low lower right wrong next last
first second third one two three four five six seven eight nine ten dozen half whole part parts number numbers cent
percent hundred thousand million billion thing things way ways nothing something anything everything nobody somebody
anybody everybody people person man men woman women child children day days night nights week weeks weekend month months
year years hour hours minute minutes time times morning afternoon evening noon midnight today yesterday tomorrow
place places home house street city town country world news report reports reported according mr mrs ms dr
january february march april june july august september october november december
der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine mit ohne von vom zu zum zur im
in am an auf für aus bei beim nach vor über unter durch gegen um bis seit wie was wer wo wann warum ist sind war waren
wird werden wurde wurden hat haben hatte kann können soll sollen will wollen muss müssen sich auch als es er sie wir
ihr ihre ihren sein seine seinen dass ob wenn weil noch nur mehr neue neuer neues neuen schon sehr so dann dort hier
jetzt immer wieder jahr jahre jahren tag tage tagen woche wochen monat uhr prozent million millionen menschen sagte sagt
sprach zwei drei vier fünf
le la les l un une des du de d et ou mais à au aux en dans pour par sur sous avec sans chez entre vers est sont était
été être a ont avait avoir fait faire que qui quoi dont où se s sa son ses leur leurs ce cet cette ces plus moins très
pas ne n y il elle on nous vous ils elles lui après avant contre depuis comme aussi encore tout tous toute toutes même
deux trois quatre cinq an ans jour jours heure heures mois semaine année millions selon dit
el la los las lo un una unos unas y o u del al de en a para por con sin sobre entre hasta desde se su sus más menos muy
ya no ni como qué que quien cuando donde fue fueron ha han había ser es son era está están tras ante según también todo
todos toda todas este esta estos estas ese esa dos tres cuatro cinco año años día días hora horas mes meses semana
millones dijo
و در به از که با برای این آن را است شد شده می های ها بر تا یک دو سه هم یا پس اما اگر نیز هر هیچ بود بودند کرد کرده
کردند دارد دارند داشت گفت می‌گوید خود آنها او ما شما من چه چون بی باید نیست سال روز شب دیروز امروز نفر
علیه في من على إلى عن أن إن مع هذا هذه التي الذي الذين بعد قبل بين لا ما هل كان كانت قد لم لن كل أو ثم حتى عند منذ
أمس اليوم عام سنة يوم قال قالت وقال وقالت
"""

_DAYS = """
monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
"""

COMMON = frozenset(_COMMON.split())
"""Words, in lower case, that any report may have: English, German, French, Spanish, Persian and Arabic."""

DAYS = frozenset(_DAYS.split())
"""The days of the week, in lower case, in the same languages."""
