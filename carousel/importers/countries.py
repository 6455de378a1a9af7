"""Country codes that records may carry, and the English names that lists of clubs use for them."""

from __future__ import annotations

# ISO 3166-1, 2024 edition.
_ISO = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
    NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
ISO_CODES = frozenset(_ISO.split())
# The home nations play as countries of their own, and Kosovo has a code by use only.
FOOTBALL_CODES = frozenset({"GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR", "XK"})
CODES = ISO_CODES | FOOTBALL_CODES

NAMES = {
    "Albania": "AL", "Algeria": "DZ", "Andorra": "AD", "Angola": "AO", "Anguilla": "AI", "Argentina": "AR",
    "Armenia": "AM", "Australia": "AU", "Austria": "AT", "Azerbaijan": "AZ", "Belarus": "BY", "Belgium": "BE",
    "Bolivia": "BO", "Bosnia and Herzegovina": "BA", "Brazil": "BR", "Bulgaria": "BG", "Cameroon": "CM",
    "Canada": "CA", "Chile": "CL", "China": "CN", "Chinese Taipei": "TW", "Colombia": "CO", "Congo DR": "CD",
    "Costa Rica": "CR", "Croatia": "HR", "Cuba": "CU", "Cyprus": "CY", "Czech Republic": "CZ",
    "Denmark": "DK", "Ecuador": "EC", "Egypt": "EG", "El Salvador": "SV", "England": "GB-ENG",
    "Equatorial Guinea": "GQ", "Estonia": "EE", "Faroe Islands": "FO", "Finland": "FI", "France": "FR",
    "Georgia": "GE", "Germany": "DE", "Ghana": "GH", "Gibraltar": "GI", "Greece": "GR", "Guatemala": "GT",
    "Guyana": "GY", "Haiti": "HT", "Honduras": "HN", "Hungary": "HU", "Iceland": "IS", "India": "IN",
    "Iran": "IR", "Iraq": "IQ", "Ireland": "IE", "Israel": "IL", "Italy": "IT", "Ivory Coast": "CI",
    "Jamaica": "JM", "Japan": "JP", "Jordan": "JO", "Kazakhstan": "KZ", "Kosovo": "XK", "Kuwait": "KW",
    "Latvia": "LV", "Lebanon": "LB", "Liechtenstein": "LI", "Lithuania": "LT", "Luxembourg": "LU",
    "Malta": "MT", "Mexico": "MX", "Moldova": "MD", "Monaco": "FR", "Montenegro": "ME", "Morocco": "MA",
    "Netherlands": "NL", "New Zealand": "NZ", "Nicaragua": "NI", "Nigeria": "NG", "North Korea": "KP",
    "North Macedonia": "MK", "Northern Ireland": "GB-NIR", "Norway": "NO", "Panama": "PA", "Paraguay": "PY",
    "Peru": "PE", "Poland": "PL", "Portugal": "PT", "Puerto Rico": "PR", "Qatar": "QA",
    "Republic of Ireland": "IE", "Romania": "RO", "Russia": "RU", "San Marino": "SM", "Saudi Arabia": "SA",
    "Scotland": "GB-SCT", "Senegal": "SN", "Serbia": "RS", "Singapore": "SG", "Slovakia": "SK",
    "Slovenia": "SI", "South Africa": "ZA", "South Korea": "KR", "Spain": "ES", "Suriname": "SR",
    "Sweden": "SE", "Switzerland": "CH", "Thailand": "TH", "Togo": "TG", "Trinidad and Tobago": "TT",
    "Tunisia": "TN", "Turkey": "TR", "Ukraine": "UA", "United Arab Emirates": "AE", "United States": "US",
    "Uruguay": "UY", "Venezuela": "VE", "Wales": "GB-WLS",
}  # fmt: skip
