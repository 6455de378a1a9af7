"""Django's tags for languages, of which ``translate`` puts the words of a template into each language once.

A page has two hundred of them, the same whenever it is drawn, and Django looks each up anew by way of a lazy
string: a tenth of the time of a page. Words that are not written in the template are looked up as ever.
"""

from __future__ import annotations

from django.template import Library, Node
from django.template.base import Parser, Token
from django.template.context import Context
from django.templatetags import i18n
from django.utils.translation import get_language

register = Library()
register.tags |= i18n.register.tags
register.filters |= i18n.register.filters


class WrittenWords(Node):
    """Words that are written in the template; ``looked_up`` is Django's own node for them."""

    child_nodelists = ()

    def __init__(self, looked_up: i18n.TranslateNode) -> None:
        self.looked_up, self.name, looked_up.asvar = looked_up, looked_up.asvar, None
        self.known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        words = self.known.get(language)
        if words is None:
            words = self.known[language] = self.looked_up.render(context)
        if self.name is None:
            return words
        context[self.name] = words
        return ""


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    node = i18n.do_translate(parser, token)
    words, within = node.filter_expression, node.message_context
    is_written = isinstance(words.var.literal, str) and not words.filters
    return WrittenWords(node) if is_written and (within is None or not within.is_var) else node
