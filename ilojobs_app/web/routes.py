"""Every address of the site, once; each exists in each language under `/fr` and `/en`."""

from ilojobs_app.core.i18n import LANGUAGES

HOME = "/"
VACANCIES = "/vacancies"
VACANCY = "/vacancies/{job_id}"
CATEGORIES = "/categories"
CATEGORY = "/categories/{code}"
REGISTER = "/register"
SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-out"
FORGOT_PASSWORD = "/forgot-password"
RESET_PASSWORD = "/reset-password"
VERIFY_EMAIL = "/verify-email"
PROFILE = "/profile"
PROFILE_STEP = "/profile/{step}"
APPLY = "/apply/{job_id}"
APPLICATIONS = "/applications"
APPLICATION = "/applications/{number}"
OPTIONS_ALERTS = "/options/job-alerts"
OPTIONS_ACCOUNT = "/options/account"
UNSUBSCRIBE = "/unsubscribe/{token}"
EXPERTISE_LEVELS = "/expertise-levels"
FAQ = "/faq"
PRIVACY = "/privacy"
TERMS = "/terms"
ACCESSIBILITY = "/accessibility"
CONTACT = "/contact"

PROFILE_STEPS = (
    "personal",
    "experience",
    "ilo-experience",
    "education",
    "languages",
    "expertise",
    "references",
    "summary",
)

# Answered by the server alone: no page of their own in the frontend.
SERVER_ONLY = {SIGN_OUT}

PAGES = (
    HOME,
    VACANCIES,
    VACANCY,
    CATEGORIES,
    CATEGORY,
    REGISTER,
    SIGN_IN,
    FORGOT_PASSWORD,
    RESET_PASSWORD,
    VERIFY_EMAIL,
    PROFILE,
    *(f"/profile/{step}" for step in PROFILE_STEPS),
    APPLY,
    APPLICATIONS,
    APPLICATION,
    OPTIONS_ALERTS,
    OPTIONS_ACCOUNT,
    UNSUBSCRIBE,
    EXPERTISE_LEVELS,
    FAQ,
    PRIVACY,
    TERMS,
    ACCESSIBILITY,
    CONTACT,
)


# Of no use without cookies. What is private asks to sign in first.
WITH_COOKIES = {
    REGISTER,
    SIGN_IN,
    FORGOT_PASSWORD,
    RESET_PASSWORD,
    VERIFY_EMAIL,
    *(path for path in PAGES if path.startswith((PROFILE, "/apply", "/options", APPLICATIONS))),
}


def reflex_route(path: str, language: str) -> str:
    """Give the address as Reflex writes it: `/fr/vacancies/[job_id]`."""
    rest = "" if path == HOME else path.replace("{", "[").replace("}", "]")
    return f"/{language}{rest}"


def sample_path(path: str, language: str) -> str:
    """Give the address under which a page was prerendered: `/fr/vacancies/0`."""
    parts = ["0" if part.startswith("{") else part for part in path.split("/")]
    return f"/{language}{'/'.join(parts).rstrip('/')}"


# Any address that no page has: the frame in which the server says so.
UNKNOWN_SAMPLE = "/404"

PRERENDERED_SAMPLES = [
    *(sample_path(path, language) for path in PAGES for language in LANGUAGES if "{" in path),
    UNKNOWN_SAMPLE,
]
