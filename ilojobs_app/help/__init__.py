"""Help: frequently asked questions, terms of use, accessibility statement, contact."""
