package dev.gatehouse.sample.mail;

import java.util.UUID;

/** A mail as it is sent: plain text, which every client shows and none hides a link in. */
record MailMessage(UUID id, String recipient, String subject, String text) {

    @Override
    public String toString() {
        return "MailMessage[id=" + id + "]";
    }
}
