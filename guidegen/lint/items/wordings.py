"""Words that give options and statements away, by language: absolute ones and hedges. On word boundaries only, since
46 of 100 hits inside other words are noise.
"""

from __future__ import annotations

ABSOLUTE = {
    "en": r"\b(?:always|never|only|all|none|every|must|completely|entirely|impossible|invariably|solely)\b",
    "es": r"\b(?:siempre|nunca|solo|sólo|únicamente|todos|todas|ninguno|ninguna|jamás|imposible|exclusivamente)\b",
    "fr": r"\b(?:toujours|jamais|seulement|uniquement|tous|toutes|aucun|aucune|impossible|exclusivement)\b",
    "de": r"\b(?:immer|nie|niemals|nur|alle|keiner|keine|ausschließlich|unmöglich|stets)\b",
    "pt": r"\b(?:sempre|nunca|somente|apenas|todos|todas|nenhum|nenhuma|jamais|impossível|exclusivamente)\b",
}
HEDGES = {
    "en": r"\b(?:usually|often|generally|sometimes|may|might|typically|probably|tends? to|in most cases|commonly)\b",
    "es": r"\b(?:generalmente|suele[n]?|a menudo|a veces|puede[n]?|habitualmente|probablemente|normalmente)\b",
    "fr": r"\b(?:généralement|souvent|parfois|peut|peuvent|habituellement|probablement|en général)\b",
    "de": r"\b(?:meist|meistens|oft|häufig|manchmal|kann|können|gewöhnlich|wahrscheinlich|in der Regel)\b",
    "pt": r"\b(?:geralmente|costuma[m]?|muitas vezes|às vezes|pode[m]?|normalmente|provavelmente)\b",
}
