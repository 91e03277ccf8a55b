package dev.gatehouse.name;

/** Why a text is not a safe name. The codes stand: clients may branch on them. */
public enum NameFlaw {
    /** Nothing, or nothing but blanks. */
    EMPTY("name_empty", "Must not be empty."),
    /** Longer than allowed, in bytes of UTF-8. */
    TOO_LONG("name_too_long", "Is too long."),
    /** {@code .} or {@code ..}. */
    TRAVERSAL("name_traversal", "Must not point to another directory."),
    /** {@code /} or {@code \}. */
    SEPARATOR("name_separator", "Must not contain path separators."),
    /** A control character, a line or a paragraph separator. */
    CONTROL_CHARACTER("name_control_character", "Must not contain control characters."),
    /** An invisible character that changes how others look or run: bidi overrides, zero-width characters. */
    FORMAT_CHARACTER("name_format_character", "Must not contain invisible characters."),
    /** Half a character. */
    SURROGATE("name_surrogate", "Must not contain incomplete characters."),
    /** A code point that is no character in this version of Unicode. */
    UNASSIGNED("name_unassigned", "Must not contain unassigned characters."),
    /** One of {@code < > : " | ? *}, which some systems give a meaning of its own. */
    RESERVED_CHARACTER("name_reserved_character", "Must not contain any of < > : \" | ? *."),
    /** A dot in front: hidden on some systems. */
    LEADING_DOT("name_leading_dot", "Must not start with a dot."),
    /** A blank in front, or a blank or dot at the end: some systems drop them, so that two names become one. */
    EDGE("name_edge", "Must not start with a blank or end with a blank or a dot."),
    /** A device of some systems, whatever its extension: {@code CON}, {@code NUL.txt}, {@code COM1}. */
    RESERVED_NAME("name_reserved", "Must not be a name that is reserved on some systems."),
    /** Characters that become separators or point to another directory once somebody normalises them (NFKC). */
    LOOK_ALIKE("name_look_alike", "Must not contain look-alikes of path separators.");

    private final String code;
    private final String message;

    NameFlaw(String code, String message) {
        this.code = code;
        this.message = message;
    }

    /**
     * Returns the reason for a program.
     *
     * @return lower snake case, starts with {@code name_}
     */
    public String code() {
        return code;
    }

    /**
     * Returns the reason for a person.
     *
     * @return a sentence without the name itself
     */
    public String message() {
        return message;
    }
}
