"""States of Options: the list of alerts, and the choices of notifications."""
