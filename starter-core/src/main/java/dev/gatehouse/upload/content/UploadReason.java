package dev.gatehouse.upload.content;

import dev.gatehouse.name.NameFlaw;

/**
 * Why an upload is refused: a closed set. The codes stand: clients may branch on them, and refusals are counted by them.
 * Checks of one's own refuse with one of these, too.
 */
public enum UploadReason {
    /** No name at all. */
    NAME_MISSING("name_missing", 400, "The file has no name. Send one."),
    /** Two readers of the request see two different names. */
    NAME_AMBIGUOUS("name_ambiguous", 400, "The file has more than one name. Send exactly one."),
    /** The name cannot be decoded. */
    NAME_MALFORMED("name_malformed", 400, "The name of the file cannot be read. Send it in UTF-8."),
    /** Nothing but blanks. */
    NAME_EMPTY(NameFlaw.EMPTY),
    /** Longer than allowed, in bytes of UTF-8. */
    NAME_TOO_LONG(NameFlaw.TOO_LONG),
    /** {@code .} or {@code ..}, also as part of a path. */
    NAME_TRAVERSAL(NameFlaw.TRAVERSAL),
    /** {@code /} or {@code \}. */
    NAME_SEPARATOR(NameFlaw.SEPARATOR),
    /** A control character, NUL among them. */
    NAME_CONTROL_CHARACTER(NameFlaw.CONTROL_CHARACTER),
    /** An invisible character: bidi overrides, zero-width characters. */
    NAME_FORMAT_CHARACTER(NameFlaw.FORMAT_CHARACTER),
    /** Half a character. */
    NAME_SURROGATE(NameFlaw.SURROGATE),
    /** A code point that is no character. */
    NAME_UNASSIGNED(NameFlaw.UNASSIGNED),
    /** One of {@code < > : " | ? *}. */
    NAME_RESERVED_CHARACTER(NameFlaw.RESERVED_CHARACTER),
    /** A dot in front. */
    NAME_LEADING_DOT(NameFlaw.LEADING_DOT),
    /** A blank in front, or a blank or dot at the end. */
    NAME_EDGE(NameFlaw.EDGE),
    /** A device of some systems: {@code CON}, {@code NUL.pdf}. */
    NAME_RESERVED(NameFlaw.RESERVED_NAME),
    /** Characters that become separators once normalised. */
    NAME_LOOK_ALIKE(NameFlaw.LOOK_ALIKE),

    /** The name has no extension. */
    EXTENSION_MISSING("extension_missing", 415, "The name of the file has no extension. Add the one of its type."),
    /** The extension is not on the list. */
    EXTENSION_NOT_ALLOWED(
            "extension_not_allowed", 415, "Files with this extension are not accepted. Send an accepted type."),
    /** An extension of programs or of what servers run before the last one: {@code a.php.png}. */
    EXTENSION_HIDDEN(
            "extension_hidden",
            415,
            "The name of the file hides a second extension. Keep the extension of its type only."),
    /** The declared media type is not one of the extension. */
    DECLARED_TYPE_MISMATCH(
            "declared_type_mismatch",
            415,
            "The declared media type does not fit the extension. Send the type of the file."),
    /** The content is not of the type that the extension says. */
    CONTENT_MISMATCH(
            "content_mismatch",
            415,
            "The content is not of the type that the extension says. Send the file under its own extension."),

    /** No bytes. */
    FILE_EMPTY("file_empty", 400, "The file is empty. Choose the file again."),
    /** More bytes than a file may have. */
    FILE_TOO_LARGE("file_too_large", 413, "The file is too large. Send a smaller one."),
    /** More files than a request may have. */
    TOO_MANY_FILES("too_many_files", 413, "The request has too many files. Send them in several requests."),
    /** More bytes than all files of a request may have together. */
    FILES_TOO_LARGE("files_too_large", 413, "The files are too large together. Send them in several requests."),

    /** Ends before it should. */
    CONTENT_TRUNCATED("content_truncated", 422, "The file ends too early. Send it again."),
    /** Not built as its format demands. */
    CONTENT_MALFORMED("content_malformed", 422, "The file is damaged. Save it again with its program and send that."),
    /** Bytes after the end of the format. */
    TRAILING_DATA(
            "trailing_data", 422, "The file has data behind its end. Save it again with its program and send that."),
    /** Is also a file of another type. */
    POLYGLOT("polyglot", 422, "The file is of two types at once. Save it again with its program and send that."),
    /** Locked by a password. */
    ENCRYPTED("encrypted", 422, "The file is protected by a password. Remove the password and send it again."),
    /** Holds macros. */
    MACROS("macros", 422, "The document contains macros. Save it without macros and send that."),
    /** Holds what runs or loads something when it is opened. */
    ACTIVE_CONTENT(
            "active_content", 422, "The document contains scripts or active objects. Remove them and send it again."),
    /** Holds other files. */
    EMBEDDED_FILES("embedded_files", 422, "The document contains attached files. Remove them and send it again."),

    /** More entries than an archive may have. */
    ARCHIVE_TOO_MANY_ENTRIES("archive_too_many_entries", 422, "The document has too many parts. Split it."),
    /** More bytes than an archive may unpack to. */
    ARCHIVE_TOO_LARGE("archive_too_large", 422, "The document is too large once unpacked. Split it."),
    /** Packed tighter than real files are. */
    ARCHIVE_RATIO("archive_ratio", 422, "The document is packed too tightly. Save it again with its program."),
    /** Archives within archives within archives. */
    ARCHIVE_NESTING("archive_nesting", 422, "The document has documents inside of documents. Remove them."),
    /** An entry that would be unpacked elsewhere (Zip Slip). */
    ARCHIVE_PATH("archive_path", 422, "The document has a part with a forbidden path. Save it again with its program."),
    /** An entry that is a link or a device. */
    ARCHIVE_LINK("archive_link", 422, "The document has a part that is a link. Save it again with its program."),
    /** Two entries of one name. */
    ARCHIVE_DUPLICATE("archive_duplicate", 422, "The document has a part twice. Save it again with its program."),
    /** Says different things to different readers. */
    ARCHIVE_AMBIGUOUS(
            "archive_ambiguous", 422, "The document can be read in two ways. Save it again with its program."),

    /** More pixels than an image may have. */
    IMAGE_TOO_LARGE("image_too_large", 422, "The image has too many pixels. Send a smaller one."),
    /** More frames than an animation may have. */
    IMAGE_TOO_MANY_FRAMES("image_too_many_frames", 422, "The image has too many frames. Send a shorter one."),

    /** Characters that are no text. */
    TEXT_NOT_PLAIN("text_not_plain", 422, "The file is no plain text. Save it as text in UTF-8 and send that."),
    /** HTML, SVG, XML or scripts in a text. */
    TEXT_MARKUP("text_markup", 422, "The text contains markup or scripts. Remove them and send it again."),
    /** A cell that a spreadsheet would calculate. */
    CSV_FORMULA("csv_formula", 422, "A cell starts like a formula. Remove the leading =, +, -, @ or tab."),

    /** Malware, or the EICAR test file. */
    MALWARE_FOUND("malware_found", 422, "The file contains malware. Do not send it again."),
    /** The scanner does not take files of this size. */
    SCAN_TOO_LARGE("scan_too_large", 413, "The file is too large to be scanned for malware. Send a smaller one."),
    /** The scanner gave no answer. */
    SCANNER_UNAVAILABLE("scanner_unavailable", 503, "The file could not be scanned for malware. Try again later."),

    /** Took longer than the bound. */
    ANALYSIS_TIMEOUT(
            "analysis_timeout", 422, "The file takes too long to be checked. Simplify it or send a smaller one."),
    /** A check failed; the log of the service says how. */
    ANALYSIS_FAILED(
            "analysis_failed", 422, "The file could not be checked. Save it again with its program and send that.");

    private final String code;
    private final int status;
    private final String message;

    UploadReason(String code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    UploadReason(NameFlaw flaw) {
        this(flaw.code(), 400, "The name of the file is not safe: " + lowerFirst(flaw.message()) + " Rename the file.");
    }

    /**
     * Finds the reason for a name that is not safe.
     *
     * @param flaw what is wrong with it
     * @return the reason with the flaw's code
     */
    public static UploadReason of(NameFlaw flaw) {
        return switch (flaw) {
            case EMPTY -> NAME_EMPTY;
            case TOO_LONG -> NAME_TOO_LONG;
            case TRAVERSAL -> NAME_TRAVERSAL;
            case SEPARATOR -> NAME_SEPARATOR;
            case CONTROL_CHARACTER -> NAME_CONTROL_CHARACTER;
            case FORMAT_CHARACTER -> NAME_FORMAT_CHARACTER;
            case SURROGATE -> NAME_SURROGATE;
            case UNASSIGNED -> NAME_UNASSIGNED;
            case RESERVED_CHARACTER -> NAME_RESERVED_CHARACTER;
            case LEADING_DOT -> NAME_LEADING_DOT;
            case EDGE -> NAME_EDGE;
            case RESERVED_NAME -> NAME_RESERVED;
            case LOOK_ALIKE -> NAME_LOOK_ALIKE;
        };
    }

    private static String lowerFirst(String sentence) {
        return (sentence.startsWith("Is") ? "it i" : "it m") + sentence.substring(1);
    }

    /**
     * Returns the reason for a program.
     *
     * @return lower snake case
     */
    public String code() {
        return code;
    }

    /**
     * Returns the HTTP status of the refusal.
     *
     * @return 400, 413, 415, 422, or 503 when only the scanner is to blame
     */
    public int status() {
        return status;
    }

    /**
     * Returns the reason for a person: what is wrong and what to do. Holds nothing that the client sent.
     *
     * @return sentences
     */
    public String message() {
        return message;
    }
}
