"""Who reads a guide whose author does not say so with `readers:`: what the words of its audience tell."""

from __future__ import annotations

import re

from guidegen.inline import plain_text
from guidegen.model.guide import Guide
from guidegen.patterns import pattern

_STUDENTS = pattern(
    r"\b(?:students?|pupils?|learners?|class(?:es)?|grades?|school|teachers?|trainees?|estudiantes?|alumn[oa]s?|élèves?|"
    r"étudiants?|schüler\w*|studierende|studenten|alunos?|estudantes?)\b",
    re.IGNORECASE,
)
_STAFF = pattern(
    r"\b(?:staff|nurses|doctors|clinicians|physicians|pharmacists|professionals|employees|personal sanitario|"
    r"soignants|pflegekräfte|ärzte|profissionais)\b",
    re.IGNORECASE,
)
_PATIENTS = pattern(
    r"\b(?:patients?|carers?|caregivers?|pacientes?|cuidador\w*|patienten|angehörige|aidants?)\b"
    r"|\b(?:adults?|people|persons?|men|women|children|teenagers?|teens|parents?|anyone|everyone|families)\b.{0,40}?"
    r"\b(?:with|who (?:have|has|had|take|takes|use|are taking|live with|need)|living with|taking|starting|after|"
    r"before|facing)\b"
    r"|\b(?:adultos|personas|mujeres|hombres|niños)\b.{0,30}?\b(?:con|que (?:tienen|toman))\b"
    r"|\b(?:adultes|personnes|femmes|hommes|enfants)\b.{0,30}?\b(?:avec|qui (?:ont|prennent)|atteints?|atteintes?)\b"
    r"|\b(?:erwachsene|menschen|frauen|männer|kinder)\b.{0,30}?\b(?:mit|die)\b"
    r"|\b(?:adultos|pessoas|mulheres|homens|crianças)\b.{0,30}?\b(?:com|que (?:têm|tomam))\b",
    re.IGNORECASE,
)


def readers_in(guide: Guide) -> str:
    """`students`, `staff`, `patients`, or `public` where the audience is not named or tells nothing."""
    words = plain_text(guide.audience)
    for readers, words_for_them in (("students", _STUDENTS), ("staff", _STAFF), ("patients", _PATIENTS)):
        if words_for_them.search(words):
            return readers
    return "public"
