package dev.gatehouse.autoconfigure;

/**
 * A property whose value cannot be used and must not be shown either, since it holds a secret. The report of the failed
 * start names the property, where its value came from, and the remedy.
 */
public final class SecretPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String property;
    private final String reason;

    /**
     * Creates the exception.
     *
     * @param property the name of the property
     * @param reason what is wrong and what to write instead, without the value
     */
    public SecretPropertyException(String property, String reason) {
        super(property + " cannot be used. " + reason);
        this.property = property;
        this.reason = reason;
    }

    /**
     * Gives the property.
     *
     * @return its name
     */
    public String property() {
        return property;
    }

    /**
     * Gives the reason.
     *
     * @return what is wrong and what to write instead
     */
    public String reason() {
        return reason;
    }
}
