package dev.gatehouse.sample.mail;

import java.util.Map;

/**
 * Takes mails. Each is kept, sealed, in the transaction that is running: no mail tells of what was rolled back, and none
 * is lost because the mail server is down. Thread-safe.
 */
public interface Outbox {

    /**
     * Puts a mail into the outbox.
     *
     * @param recipient the stored address of the account, never one that a request brought
     * @param locale a BCP 47 tag; what there is no text for is written in English
     * @param template what is said
     * @param model what the template names; may hold a link that opens an account
     */
    void put(String recipient, String locale, MailTemplate template, Map<String, String> model);
}
