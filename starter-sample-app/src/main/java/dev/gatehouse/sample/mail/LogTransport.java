package dev.gatehouse.sample.mail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes mails to the log, with links that can be clicked. For development alone: they open accounts. */
final class LogTransport implements MailTransport {

    private static final Logger log = LoggerFactory.getLogger(LogTransport.class);

    @Override
    public void send(MailMessage message) {
        log.info("Mail to {}: {}\n\n{}", message.recipient(), message.subject(), message.text());
    }
}
