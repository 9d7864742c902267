"""Texts that attack whoever shows, stores, mails or prints them; and of many scripts."""

SCRIPTS = (
    "العربية من اليمين",
    "עברית",
    "国际劳工局",
    "ภาษาไทย",
    "हिन्दी",
    "Ελληνικά",
    "Кириллица",
    "ქართული",
    "አማርኛ",
    "👩🏽\u200d🔬 family 👨\u200d👩\u200d👧",
)
HOSTILE = (
    "<script>document.title = 'pris'</script>",
    "<img src=x onerror=\"document.title = 'pris'\">",
    '"><svg onload="document.title = \'pris\'">',
    "javascript:document.title='pris'",
    "{{ 7 * 7 }} {% raw %} ${7 * 7} %(name)s %s {0}",
    "'; DROP TABLE profiles; --",
    "lone \ud83d surrogate",
    "nul \x00 and \x1b[31m escape",
    "\u202etxet desrever\u202c \u2066isolate\u2069",
    "Z\u0351\u036b\u0343\u036a\u0302\u0354a\u0338l\u0337g\u0321o",
    "=cmd|' /C calc'!A0",
    "Subject: injected\r\nBcc: victim@example.org",
    *SCRIPTS,
)
