package dev.gatehouse.password;

import java.util.Locale;

/** What is wrong with a new password. The names in lower case are codes that clients may branch on. */
public enum PasswordFlaw {
    TOO_SHORT("The password is too short."),
    TOO_LONG("The password is too long."),
    INVALID_CHARACTER("The password has a character that is none."),
    /** Made of words that are tried first, with little more. */
    COMMON("The password is too common."),
    /** Made of the name of the user or of the service, with little more. */
    CONTEXT_WORD("The password is too close to your name, your address or the name of this service."),
    REPEATED("The password repeats itself."),
    SEQUENCE("The password is a sequence of letters or digits."),
    KEYBOARD_WALK("The password is a path on the keyboard."),
    /** Found in a public breach. */
    COMPROMISED("The password is known from a breach of another service.");

    private final String message;

    PasswordFlaw(String message) {
        this.message = message;
    }

    /**
     * Gives the code.
     *
     * @return the name in lower snake case
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Says it to the user.
     *
     * @return a sentence
     */
    public String message() {
        return message;
    }
}
