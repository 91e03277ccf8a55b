package dev.gatehouse.mask;

/**
 * Takes secrets out of text that leaves the service. Under Spring Boot a bean of this type replaces that of Gatehouse in spans
 * and error reports; log lines are set up before there are beans and keep to {@code gatehouse.logging.masking}.
 *
 * <p>Implementations are thread-safe, fast, and do not throw.
 */
public interface TextMask {

    /** What stands in the place of a secret. */
    String REPLACEMENT = "***";

    /**
     * Masks what looks like a secret: values after the name of a secret, tokens, keys, passwords in URLs.
     *
     * @param text any text
     * @return the text without secrets; the same instance when there is nothing to mask
     */
    String mask(String text);

    /**
     * Masks the value of an attribute, a header or a field: all of it where the name is that of a secret, each value of
     * the query where the name is that of a URL ({@code http.url}, {@code url.query}), else what looks like a secret.
     *
     * @param name the name of the value
     * @param value the value
     * @return the value without secrets
     */
    String mask(String name, String value);

    /**
     * Tells whether the value of a name is a secret, whatever it looks like.
     *
     * @param name the name of an attribute, a header or a field
     * @return true for names such as {@code password}, {@code http.request.header.authorization}, {@code apiKey}
     */
    boolean isSecret(String name);
}
