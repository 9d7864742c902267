"""Vacancies: the notices of open posts, their deadlines, their import and their pages."""
