package dev.gatehouse.sample.mail;

/** Takes a mail out of this service. Implementations are thread-safe. */
interface MailTransport {

    /**
     * Sends a mail.
     *
     * @throws org.springframework.mail.MailException if it could not be handed over
     */
    void send(MailMessage message);
}
