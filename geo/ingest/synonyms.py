"""What people call their columns, in six languages, beside our names for them."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from durandline.geo.ingest.hints import COORDINATES, COUNTRY, DISTRICT, INJURED, KILLED, PROVINCE
from durandline.geo.names.fold import fold

# Better names first: where two columns of a file fit, the one that stands earlier is read.
_NAMES: Final = {
    "date": "date; event date; incident date; date of incident; date of event; date occurred; event day; day; when; "
    "date start; start date; date from; date time; datetime; date and time; datum; date evenement; "
    "date incident; jour; "
    "تاریخ; د پېښې نېټه; نېټه; ورځ; روز; دن; التاريخ; يوم; واقعہ کی تاریخ; تاریخ واقعه; تاریخ حادثه",
    "last_day": "last day; end date; date end; date to; date fin; تاریخ پایان; تاریخ ختم; تاريخ الانتهاء",
    "lat": "lat; latitude; lat dd; latitude dd; gps lat; gps latitude; lat wgs84; y; y coord; ycoord; point y; "
    "coord y; latitud; breitengrad; عرض جغرافیایی; عرض بلد; عرض البلد; خط العرض; عرض",
    "lon": "lon; long; lng; longitude; lon dd; long dd; longitude dd; gps lon; gps long; gps lng; gps longitude; "
    "lon wgs84; x; x coord; xcoord; point x; coord x; longitud; laengengrad; "
    "طول جغرافیایی; طول بلد; طول البلد; خط الطول; طول",
    COORDINATES: "coordinates; coordinate; coords; lat lon; lat long; lat lng; latlon; latlong; latlng; gps; "
    "gps coordinates; geo; geom; geometry; wkt; geom wkt; geolocation; geopoint; position; coordonnees; "
    "مختصات; کوارډینات; إحداثيات; الإحداثيات; کوارڈینیٹس",
    "place_name": "place name; place; location; location name; name of place; village; town; city; site; locality; "
    "settlement; where; lieu; endroit; localite; ville; village name; "
    "محل; ځای; مقام; جای; مکان; موقعیت; د پېښې ځای; محل واقعه; محل حادثه; جگہ; جائے وقوعہ; المكان; الموقع; "
    "قریه; کلی; ښار; شهر; شہر; گاؤں; area; area name",
    DISTRICT: "district; district name; admin2; adm2; adm 2; admin 2; admin2 name; admin2name; adm2 name; adm2 en; "
    "admin2 name en; tehsil; ولسوالی; ولسوالۍ; ضلع; مديرية",
    PROVINCE: "province; province name; admin1; adm1; adm 1; admin 1; admin1 name; admin1name; adm1 name; adm1 en; "
    "admin1 name en; provstate; province state; state; region; prov; ولایت; صوبہ; استان; ولاية",
    COUNTRY: "country txt; country; country name; admin0; adm0; adm 0; admin 0; admin0 name; admin0name; adm0 name; "
    "adm0 en; admin0 name en; nation; iso3; iso 3; country iso3; iso; country code; countrycode; iso code; "
    "country iso; iso2; iso 2; country iso2; pays; land; هیواد; کشور; ملک; البلد; الدولة; بلد; دولة",
    "admin_text": "admin; admin area; administrative area",
    KILLED: "killed; deaths; fatalities; dead; death toll; total killed; killed total; number killed; no killed; "
    "number of deaths; persons killed; people killed; morts; tues; nombre de morts; nombre de tues; "
    "کشته; کشته شدگان; تعداد کشته ها; شهدا; مړه; وژل شوي; ہلاک; ہلاکتیں; جاں بحق; اموات; قتلى; القتلى; عدد القتلى",
    INJURED: "injured; wounded; injuries; blesses; nombre de blesses; زخمی; زخمیان; زخمیوں; مجروحین; مجروحان; مجروح; "
    "ټپیان; ټپي; جرحى; الجرحى",
    "fatalities_min": "fatalities min; killed min; min killed; deaths min; minimum killed; deaths low; low",
    "fatalities_max": "fatalities max; killed max; max killed; deaths max; maximum killed; deaths high; high",
    "kind": "kind; event type; incident type; type of incident; type of event; type; category; nature; "
    "type incident; type evenement; categorie; نوع; نوع واقعه; ډول; قسم; نوعیت; نوع الحادث; النوع",
    "summary": "summary; description; event description; incident description; narrative; details; what happened; "
    "headline; title; text; resume; شرح; توضیحات; خلاصه; خلاصہ; تفصیل; تفصیلات; لنډیز; الوصف; وصف",
    "actors": "actors; parties; actor; actors involved; perpetrator; perpetrators; groups; acteurs; "
    "طرفین; طرفها; عاملین; فریقین; لوري; الأطراف",
    "source_url": "source url; url; link; source link; web link; weblink; hyperlink; web address; lien; "
    "لینک; پیوند; لنک; الرابط; رابط",
    "source_publisher": "source publisher; publisher; source; source name; media; outlet; media outlet; newspaper; "
    "reported by; منبع; سرچینه; ذریعہ; ماخذ; المصدر; مصدر",
    "notes": "notes; note; remarks; remark; comments; comment; remarques; observations; "
    "یادداشت; ملاحظات; نوټ; ملاحظہ",
    "incident_id": "incident id; event id; id; incident no; incident number; uid; uuid; reference; ref; record id; "
    "case id; شناسه; آی ډي; المعرف",
    "radius_m": "radius m; uncertainty m; accuracy m; radius in m",
}
SYNONYMS: Final = MappingProxyType(
    {ours: tuple(dict.fromkeys(fold(each) for each in names.split(";"))) for ours, names in _NAMES.items()}
)

# A word that settles it inside a longer name, such as "Incident date (local)"; and words that make it another date.
WORDS: Final = MappingProxyType(
    {
        "date": ("date", fold("تاریخ"), fold("نېټه")),
        "lat": ("latitude", "lat"),
        "lon": ("longitude", "lon", "lng"),
        COORDINATES: ("coordinates",),
        "place_name": ("location", "place", "village", "town", fold("محل"), fold("ځای"), fold("مقام")),
        KILLED: ("killed", "fatalities", "deaths"),
        "kind": ("type", "category"),
        "summary": ("description", "summary", "narrative"),
        "source_url": ("url", "link"),
    }
)
OTHER_MEANINGS: Final = frozenset(
    (
        "published", "publication", "report", "reported", "reporting", "update", "updated", "upload", "uploaded",
        "entry", "entered", "created", "modified", "added", "checked", "access", "accessed", "end", "source",
        "time", "precision", "accuracy", "code", "id", "min", "max", "low", "high", "injured", "wounded", "quality",
        "confidence", "url", "link", "civilians", "militants", "soldiers", "police",
    )
)  # fmt: skip
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNIT: Final = re.compile(r"[(\[].*?[)\]]")


def plain_name(column: str) -> str:
    """Return a column's name as it is compared: ``EventDate``, ``event_date`` and ``Event Date (local)`` are one."""
    return fold(_UNIT.sub(" ", _CAMEL.sub(" ", column))) or fold(column)
