package dev.gatehouse.upload.content;

/** Thrown by a check to end it: the file is refused. Has no stack trace, since it is an answer and not a failure. */
public final class UploadRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final UploadReason reason;

    /**
     * Refuses with the message of the reason.
     *
     * @param reason why
     */
    public UploadRefusedException(UploadReason reason) {
        this(reason, reason.message());
    }

    /**
     * Refuses with a more precise message.
     *
     * @param reason why
     * @param message what is wrong and what to do; nothing that the client sent
     */
    public UploadRefusedException(UploadReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /**
     * Returns why.
     *
     * @return the reason
     */
    public UploadReason reason() {
        return reason;
    }

    /**
     * Returns the message for the client.
     *
     * @return what is wrong and what to do
     */
    public String message() {
        return String.valueOf(getMessage());
    }
}
