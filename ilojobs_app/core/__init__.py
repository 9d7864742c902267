"""What every feature stands on: settings, database, clock, text, languages, errors. No Reflex here."""
