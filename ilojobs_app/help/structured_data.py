"""What search engines read of the questions: schema.org FAQPage (B10)."""

from typing import Any

from ilojobs_app.core import i18n
from ilojobs_app.help.texts import Block, HelpPage, Question


def faq_json_ld(page: HelpPage) -> dict[str, Any] | None:
    """Give the questions of a page in the current language; None where it has none."""
    if not page.questions:
        return None
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": i18n.language(),
        "mainEntity": [_question(question) for question in page.questions],
    }


def _question(question: Question) -> dict[str, Any]:
    answer = "\n".join(_plain(block) for block in question.blocks)
    return {
        "@type": "Question",
        "name": question.question.text(),
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }


def _plain(block: Block) -> str:
    if block.text:
        return block.text.text()
    lines = [f"- {item.text()}" for item in block.items]
    lines += [f"{number}. {step.text()}" for number, step in enumerate(block.steps, start=1)]
    return "\n".join(lines)
