"""Days are days in the outlet's country."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

# The zone of each country's press, by ISO 3166 code; of countries with several, that of the largest papers.
# Source: the zone table of the IANA time zone database.
ZONES = {
    "AR": "America/Argentina/Buenos_Aires", "AT": "Europe/Vienna", "AU": "Australia/Sydney",
    "BE": "Europe/Brussels", "BR": "America/Sao_Paulo", "CH": "Europe/Zurich", "CL": "America/Santiago",
    "CO": "America/Bogota", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen", "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki", "FO": "Atlantic/Faroe", "FR": "Europe/Paris", "GB": "Europe/London",
    "GR": "Europe/Athens", "IE": "Europe/Dublin", "IS": "Atlantic/Reykjavik", "IT": "Europe/Rome",
    "LU": "Europe/Luxembourg", "MX": "America/Mexico_City", "NL": "Europe/Amsterdam", "NO": "Europe/Oslo",
    "PE": "America/Lima", "PL": "Europe/Warsaw", "PT": "Europe/Lisbon", "SE": "Europe/Stockholm",
    "TR": "Europe/Istanbul", "US": "America/New_York", "UY": "America/Montevideo",
}  # fmt: skip


def zone_of(country: str) -> ZoneInfo:
    """The time zone of the country's press; UTC where the country is unknown."""
    return ZoneInfo(ZONES.get(country, "UTC"))


def day_in(country: str, moment: datetime) -> date:
    """The day that ``moment`` falls on in the country."""
    return moment.astimezone(zone_of(country)).date()
