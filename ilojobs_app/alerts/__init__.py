"""Job alerts: what candidates ask to be told of, and the mails that tell them (R17, R18, B7)."""
