"""Reflex components without state or feature: frame, form, fields, dialog, banner, stepper."""
