package dev.gatehouse.sample.mail;

/**
 * Shows mails in the terminal, with links that can be followed. For development alone: they open accounts. Past the log, which
 * would mask the tokens in the links, and which is kept and collected.
 */
final class LogTransport implements MailTransport {

    @Override
    public void send(MailMessage message) {
        System.out.printf("%nMail to %s: %s%n%n%s%n", message.recipient(), message.subject(), message.text());
    }
}
