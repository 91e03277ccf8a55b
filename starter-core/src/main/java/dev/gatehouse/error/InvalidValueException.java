package dev.gatehouse.error;

/**
 * Thrown by value types whose text a client sent: says what is wrong with it in words that the client may read. As a
 * path variable, a parameter or a field in JSON such a value becomes a 400 with this message and code for its field, where any other
 * exception would only say that the type is wrong. Holds neither the value nor a stack trace.
 */
public final class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * Creates the exception.
     *
     * @param message what is asked for, for a person; never the value itself
     * @param code the same for a program, in lower snake case
     */
    public InvalidValueException(String message, String code) {
        super(message);
        this.code = code;
    }

    /**
     * Says what is wrong with a field of this value.
     *
     * @param field where the value stood
     * @return the problem of that field
     */
    public FieldProblem at(String field) {
        return new FieldProblem(field, String.valueOf(getMessage()), code);
    }

    /**
     * Returns the reason for a program.
     *
     * @return the code
     */
    public String code() {
        return code;
    }

    /** Part of the ordinary way to an answer, so nobody looks at where it came from. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
