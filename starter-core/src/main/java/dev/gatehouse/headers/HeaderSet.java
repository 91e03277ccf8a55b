package dev.gatehouse.headers;

import org.jspecify.annotations.Nullable;

/** The headers of one profile, rendered once. Indexed by the ordinal of {@link SecurityHeader}. */
final class HeaderSet {

    private final @Nullable String[] values = new @Nullable String[SecurityHeader.ALL.length];
    private final @Nullable CspTemplate[] templates = new @Nullable CspTemplate[SecurityHeader.ALL.length];
    private final int present;
    private final boolean nonce;

    HeaderSet(HeaderProfile profile, SecurityHeadersSettings settings, HeaderOverrides path) {
        HeaderOverrides ofProfile = settings.profileHeaders().getOrDefault(profile, HeaderOverrides.none());
        int mask = 0;
        boolean templated = false;
        for (SecurityHeader header : SecurityHeader.ALL) {
            String usual = usualValue(header, profile, settings);
            String on = valueWhenOn(header, profile, usual);
            String value = settings.headers().value(header, usual, on);
            value = ofProfile.value(header, value, on);
            value = path.value(header, value, on);
            value = withReports(header, value, settings.reportsTo());
            if (value == null) {
                continue;
            }
            mask |= header.bit();
            if (isPolicy(header) && CspTemplate.hasNonce(value)) {
                CspTemplate template = new CspTemplate(value);
                templates[header.ordinal()] = template;
                value = template.withoutNonce();
                templated = true;
            }
            values[header.ordinal()] = value;
        }
        present = mask;
        nonce = templated;
    }

    private static @Nullable String usualValue(
            SecurityHeader header, HeaderProfile profile, SecurityHeadersSettings settings) {
        if (header == SecurityHeader.REPORTING_ENDPOINTS) {
            return settings.reportsTo() == null ? null : SecurityHeadersSettings.endpoint(settings.reportsTo());
        }
        return DefaultValues.of(header, profile);
    }

    private static @Nullable String valueWhenOn(SecurityHeader header, HeaderProfile profile, @Nullable String usual) {
        if (header == SecurityHeader.CONTENT_SECURITY_POLICY_REPORT_ONLY) {
            return DefaultValues.policy(profile);
        }
        if (header.valueWhenOn() != null) {
            return header.valueWhenOn();
        }
        return usual != null ? usual : DefaultValues.of(header, HeaderProfile.API);
    }

    private static @Nullable String withReports(SecurityHeader header, @Nullable String value, @Nullable String url) {
        if (value == null || url == null || !isPolicy(header) || CspLint.reports(value)) {
            return value;
        }
        return value + SecurityHeadersSettings.reportDirectives(url);
    }

    private static boolean isPolicy(SecurityHeader header) {
        return header == SecurityHeader.CONTENT_SECURITY_POLICY
                || header == SecurityHeader.CONTENT_SECURITY_POLICY_REPORT_ONLY;
    }

    int present() {
        return present;
    }

    boolean hasNonce() {
        return nonce;
    }

    /** The value for a response whose page does not use the nonce. */
    @Nullable
    String value(int ordinal) {
        return values[ordinal];
    }

    @Nullable
    CspTemplate template(int ordinal) {
        return templates[ordinal];
    }
}
