package dev.gatehouse.sample.mail;

import java.util.UUID;

/** A mail that was taken from the outbox to be sent, still sealed, for the how-manieth time. */
record DueMail(UUID id, String recipient, String locale, MailTemplate template, String sealedModel, int attempt) {

    @Override
    public String toString() {
        return "DueMail[id=" + id + ", template=" + template + "]";
    }
}
