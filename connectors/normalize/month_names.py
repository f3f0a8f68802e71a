"""Month and weekday names as teams type them, accents folded away."""

from __future__ import annotations

_MONTHS: tuple[str, ...] = (
    "jan january januar jaenner janner enero ene janeiro janvier janv gennaio gen januari",
    "feb february februar febrero fevereiro fev fevrier fevr febbraio februari",
    "mar march marz maerz mrz marzo marco mars maart mrt",
    "apr april abril abr avril avr aprile",
    "may mai mayo maio maggio mag mei",
    "jun june juni junio junho juin giugno giu",
    "jul july juli julio julho juillet juil luglio lug",
    "aug august agosto ago aout augustus",
    "sep sept september septiembre setiembre setembro set septembre settembre",
    "oct october okt oktober octubre outubro out octobre ottobre ott",
    "nov november noviembre novembro novembre",
    "dec december dez dezember diciembre dic dezembro decembre dicembre",
)

MONTHS: dict[str, int] = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""English, German, Spanish, Portuguese, French, Italian and Dutch names and their short forms."""

_WEEKDAYS = (
    "mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday",
    "mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag",
    "lun lunes martes mie miercoles jue jueves vie viernes sab sabado dom domingo",
    "segunda terca quarta quinta sexta lundi mardi mercredi jeudi vendredi samedi dimanche",
)

WEEKDAYS = frozenset(name for names in _WEEKDAYS for name in names.split())
"""Names of weekdays, which may stand before a date and say nothing more about it."""
