"""Templates of pages: the one environment of `core.templating`, under the name pages know."""

from ilojobs_app.core.templating import (
    absolute_url,
    environment,
    icon,
    page_url,
    render,
)

__all__ = ["absolute_url", "environment", "icon", "page_url", "render"]
