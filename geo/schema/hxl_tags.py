"""The hashtags of the Humanitarian Exchange Language for our columns: its 1.1 dictionary where that has a word.

https://hxlstandard.org/standard/1-1final/dictionary/. Attributes of our own follow its rule for them; columns that it
has no word for, such as who decided an answer, have none.
"""

from __future__ import annotations

from durandline.geo.schema.fields import Field

LON, LAT, SHAPE = "#geo+lon", "#geo+lat", "#geo+wkt"

# One name means one thing in every table.
_BY_NAME = {
    "crossing_id": "#loc+crossing+code",
    "crossing_ids": "#loc+crossing+code+list",
    "name_en": "#loc+name+i_en",
    "name_ps": "#loc+name+i_ps",
    "name_fa": "#loc+name+i_fa",
    "name_ur": "#loc+name+i_ur",
    "aliases": "#loc+name+alt+list",
    "radius_m": "#geo+radius+m",
    "precision": "#geo+precision",
    "state": "#status+name",
    "cargo_state": "#status+cargo+name",
    "cargo_knowledge": "#status+cargo+confidence",
    "people_state": "#status+people+name",
    "people_knowledge": "#status+people+confidence",
    "cargo_confidence": "#status+cargo+grade",
    "people_confidence": "#status+people+grade",
    "knowledge": "#status+confidence",
    "last_state": "#status+last+name",
    "on": "#date+asked",
    "since": "#date+start",
    "start": "#date+start",
    "from": "#date+start",
    "date": "#date+start",
    "period_start": "#date+start",
    "effective_from": "#date+start",
    "start_earliest": "#date+start+earliest",
    "start_latest": "#date+start+latest",
    "end": "#date+end",
    "end_earliest": "#date+end+earliest",
    "end_latest": "#date+end+latest",
    "shut_at_least_until": "#date+shut+until",
    "closed_from": "#date+closed+start",
    "closed_until": "#date+closed+end",
    "still_shut": "#status+closed",
    "until": "#date+end",
    "last_day": "#date+end",
    "period_end": "#date+end",
    "ended_on": "#date+end",
    "last_said": "#date+reported",
    "said_on": "#date+reported",
    "announced_on": "#date+reported",
    "published_on": "#date+published",
    "flow": "#access+flow",
    "flows": "#access+flow+list",
    "direction": "#access+direction",
    "side": "#access+side",
    "who_rule": "#access+rule+who",
    "weekday_rule": "#access+rule+weekday",
    "hours": "#access+rule+hours",
    "cause": "#cause+name",
    "claimant": "#meta+claimant",
    "summary": "#description",
    "notes": "#meta+comment",
    "confidence": "#meta+confidence",
    "source_publishers": "#meta+source+list",
    "source_urls": "#meta+source+url+list",
    "source_ids": "#meta+source+code+list",
    "source_id": "#meta+source+code",
    "publisher": "#meta+source+name",
    "url": "#meta+source+url",
    "licence": "#meta+licence",
    "dataset": "#meta+dataset",
    "redistribute": "#meta+redistribute",
    "report_id": "#meta+report+code",
    "report_ids": "#meta+report+code+list",
    "incident_id": "#event+code",
    "incident_ids": "#event+code+list",
    "same_as": "#event+code+same+list",
    "actors": "#event+actors",
    "claims": "#description+claims",
    **{
        f"{measure}_{bound}": f"#affected+{measure}+{bound}"
        for measure in ("killed", "injured")
        for bound in ("min", "max")
    },
    **{f"{measure}_whom": f"#description+{measure}+whom" for measure in ("killed", "injured")},
    "place_id": "#loc+code",
    "place_name": "#loc+name",
    "place_text": "#loc+name+reported",
    "admin_text": "#loc+adm+reported",
    "role": "#loc+role",
    "country": "#country+code",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "measure": "#indicator+name",
    "unit": "#indicator+unit",
    "min": "#indicator+num+min",
    "max": "#indicator+num+max",
    "nearest_crossing": "#loc+crossing+code+nearest",
    "route_id": "#loc+route+code",
    "line_id": "#loc+line+code",
}
_KINDS = {
    "crossings": "#loc+type",
    "places": "#loc+type",
    "incidents": "#event+type",
    "incident_areas": "#event+type",
    "sources": "#meta+source+type",
}


def tag_of(table: str, field: Field) -> str:
    """Return the hashtag of a column of a table, empty where there is none."""
    return _KINDS.get(table, "") if field.name == "kind" else _BY_NAME.get(field.name, "")
