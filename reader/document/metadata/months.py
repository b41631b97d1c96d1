"""The names of months and weekdays as dates are written with them, by language. Tables only.

A name that means another month in another language is left out: `listopada` is October in Zagreb and
November in Warsaw.
"""

from __future__ import annotations

_NAMES = {
    1: "january jan janvier janv januar jänner jän enero ene января январь янв gennaio gen janeiro januari stycznia "
    "styczeń ledna leden січня січень ianuarie ocak tammikuuta január januára ιανουαρίου gener",
    2: "february feb febr février févr fevrier fév fevr februar feber febrero февраля февраль фев февр febbraio "
    "fevereiro fev februari lutego luty února únor лютого лютий februarie şubat helmikuuta február februára "
    "φεβρουαρίου febrer",
    3: "march mar mars märz maerz mär mrz marzo марта март мар março marco maart mrt marca marzec března březen "
    "березня березень martie mart maaliskuuta március marts μαρτίου març maret",
    4: "april apr avril avr abril abr апреля апрель апр aprile kwietnia kwiecień dubna duben квітня квітень aprilie "
    "nisan huhtikuuta április apríla απριλίου",
    5: "may mai mayo мая май maggio mag maio mei maj maja května květen травня травень mayıs toukokuuta május mája "
    "μαΐου maig",
    6: "june jun juin juni junio июня июнь июн giugno giu junho czerwca czerwiec června červen червня червень iunie "
    "haziran kesäkuuta június júna ιουνίου juny",
    7: "july jul juillet juil juli julio июля июль июл luglio lug julho lipca lipiec července červenec липня липень "
    "iulie temmuz heinäkuuta július júla ιουλίου juliol",
    8: "august aug août aout agosto ago августа август авг augustus augusti sierpnia sierpień серпня серпень "
    "ağustos elokuuta augusztus augusta αυγούστου agost agustus",
    9: "september sep sept septembre septiembre setiembre сентября сентябрь сен сент settembre set setembro września "
    "wrzesień září вересня вересень septembrie eylül syyskuuta szeptember septembra σεπτεμβρίου setembre",
    10: "october oct octobre oktober okt octubre октября октябрь окт ottobre ott outubro out października "
    "październik října říjen жовтня жовтень octombrie ekim lokakuuta október októbra οκτωβρίου",
    11: "november nov novembre noviembre ноября ноябрь ноя нояб novembro listopadu листопада noiembrie kasım "
    "marraskuuta novembra νοεμβρίου",
    12: "december dec décembre déc decembre dezember dez diciembre dic декабря декабрь дек dicembre dezembro grudnia "
    "grudzień prosince prosinec грудня грудень decembrie aralık joulukuuta decembra desember δεκεμβρίου desembre",
}
MONTHS = {name: number for number, names in _NAMES.items() for name in names.split()}
_WEEKDAYS = (
    "mon tue wed thu fri sat sun tues wednes weds thur thurs satur monday tuesday wednesday thursday friday saturday "
    "sunday lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim montag dienstag mittwoch "
    "donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lunes martes miércoles jueves viernes sábado "
    "domingo mié jue vie sáb dom понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab segunda-feira terça-feira quarta-feira "
    "quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag poniedziałek wtorek środa "
    "czwartek piątek sobota niedziela 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 "
    "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 월요일 화요일 수요일 목요일 금요일 토요일 일요일"
)
ANY_WEEKDAY = "|".join(sorted(_WEEKDAYS.split(), key=len, reverse=True))  # the longest first: "mon" begins "monday"
