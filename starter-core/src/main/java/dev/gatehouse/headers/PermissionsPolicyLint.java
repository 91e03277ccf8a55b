package dev.gatehouse.headers;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The syntax of a permissions policy: a structured-field dictionary (RFC 9651, 3.2) of allow lists. */
final class PermissionsPolicyLint {

    private static final String ORIGIN = "\"https?://[A-Za-z0-9.*\\[\\]-]+(:\\d{1,5})?\"";
    private static final String ITEM = "(\\*|self|src|" + ORIGIN + ")";
    private static final Pattern MEMBER = Pattern.compile(
            "[a-z][a-z0-9-]*=(\\( *(" + ITEM + "( +" + ITEM + ")*)? *\\)|\\*|self)(; *report-to=[a-z][a-z0-9_.-]*)?");

    private PermissionsPolicyLint() {}

    static void check(String value) {
        Set<String> features = new HashSet<>();
        for (String part : value.split(",", -1)) {
            String member = part.trim();
            if (member.indexOf('\'') >= 0) {
                throw Lints.refused(member, "has single quotes. Write self without quotes: camera=(self).");
            }
            if (!MEMBER.matcher(member).matches()) {
                throw Lints.refused(
                        member,
                        "is not a feature with its allow list. Write camera=(), camera=(self) or camera=(self"
                                + " \"https://example.com\"), separated by commas.");
            }
            String feature = member.substring(0, member.indexOf('='));
            if (!features.add(feature)) {
                throw Lints.refused(feature, "stands there twice. Write each feature once.");
            }
        }
    }
}
