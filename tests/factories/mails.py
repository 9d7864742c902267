"""Mails and what comes back of them."""

BOUNCE = """\
From: MAILER-DAEMON@mx.example.org
To: no-reply@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no such user

--b
Content-Type: {returned}

Message-ID: {message_id}
To: {recipient}

--b--
"""


def bounce_of(
    message_id: str,
    *,
    recipient: str = "a@example.org",
    action: str = "failed",
    status: str = "5.1.1",
    returned: str = "text/rfc822-headers",
) -> bytes:
    """Give a delivery status notification (RFC 3464) as Postfix writes it."""
    text = BOUNCE.format(
        message_id=message_id,
        recipient=recipient,
        action=action,
        status=status,
        returned=returned,
    )
    return text.replace("\n", "\r\n").encode()
