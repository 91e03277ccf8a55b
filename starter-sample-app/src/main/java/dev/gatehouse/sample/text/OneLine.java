package dev.gatehouse.sample.text;

/**
 * Patterns of text that is shown in a line among others, as in a list or a mail: nothing in it begins another line or turns
 * the direction of what stands around it. Understood by JSON Schema, too, and linear: no two parts overlap.
 */
public final class OneLine {

    /** Control characters, separators of lines and paragraphs, and what overrides the direction of text or annotates it. */
    private static final String BREAKS = "\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u206f\\ufff9-\\ufffb";

    /**
     * Blanks of all widths, none included, fillers, marks and variations. What joins emoji and letters or varies them is good behind
     * something to see. Of the basic plane: pairs in a class are read in two ways outside of Java.
     */
    private static final String UNSEEN =
            "\\s\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f"
                    + "\\u2000-\\u200f\\u202f\\u205f-\\u2065\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0";

    /** With something to see in it. */
    public static final String VISIBLE = "^ *[^" + UNSEEN + BREAKS + "][^" + BREAKS + "]*$";

    /** With something to see in it, and nothing that a page could take for markup. */
    public static final String VISIBLE_PLAIN = "^ *[^<>" + UNSEEN + BREAKS + "][^<>" + BREAKS + "]*$";

    /** Without anything that a page could take for markup; may be empty. */
    public static final String PLAIN = "^[^<>" + BREAKS + "]*$";

    private OneLine() {}
}
