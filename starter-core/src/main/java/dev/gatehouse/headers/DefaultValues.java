package dev.gatehouse.headers;

import org.jspecify.annotations.Nullable;

/** The value of each header in each profile. */
final class DefaultValues {

    static final String FEATURE_POLICY =
            "camera 'none'; geolocation 'none'; microphone 'none'; payment 'none'; usb 'none'";

    private static final String API_POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String WEB_POLICY = "default-src 'none'; script-src 'self' 'nonce-{nonce}';"
            + " style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
            + " media-src 'self'; manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    private static final String DOCS_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'self';"
            + " worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    private static final String PERMISSIONS = "accelerometer=(), autoplay=(), camera=(), cross-origin-isolated=(),"
            + " display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), keyboard-map=(),"
            + " magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(),"
            + " publickey-credentials-get=(), screen-wake-lock=(), sync-xhr=(self), usb=(), web-share=(),"
            + " xr-spatial-tracking=(), clipboard-read=(), clipboard-write=(%s), gamepad=(), hid=(),"
            + " idle-detection=(), interest-cohort=(), serial=(), unload=()";

    private DefaultValues() {}

    /** Null when the profile does not have the header. */
    static @Nullable String of(SecurityHeader header, HeaderProfile profile) {
        if (profile == HeaderProfile.OFF) {
            return null;
        }
        return switch (header) {
            case X_CONTENT_TYPE_OPTIONS -> "nosniff";
            case X_FRAME_OPTIONS -> "DENY";
            // A page with no-referrer posts its own forms with "Origin: null", which origin checks must refuse.
            case REFERRER_POLICY -> profile == HeaderProfile.API ? "no-referrer" : "same-origin";
            case CONTENT_SECURITY_POLICY -> policy(profile);
            case PERMISSIONS_POLICY -> String.format(PERMISSIONS, profile == HeaderProfile.DOCS ? "self" : "");
            case CROSS_ORIGIN_OPENER_POLICY, CROSS_ORIGIN_RESOURCE_POLICY -> "same-origin";
            case CROSS_ORIGIN_EMBEDDER_POLICY -> "require-corp";
            case ORIGIN_AGENT_CLUSTER -> "?1";
            case X_PERMITTED_CROSS_DOMAIN_POLICIES -> "none";
            case X_DNS_PREFETCH_CONTROL -> "off";
            case STRICT_TRANSPORT_SECURITY -> "max-age=63072000; includeSubDomains";
            case X_XSS_PROTECTION -> "0";
            case CACHE_CONTROL -> "no-store";
            case CONTENT_SECURITY_POLICY_REPORT_ONLY,
                    REPORTING_ENDPOINTS,
                    INTEGRITY_POLICY,
                    CLEAR_SITE_DATA,
                    EXPECT_CT,
                    FEATURE_POLICY -> null;
        };
    }

    static String policy(HeaderProfile profile) {
        return switch (profile) {
            case WEB -> WEB_POLICY;
            case DOCS -> DOCS_POLICY;
            case AUTO, API, OFF -> API_POLICY;
        };
    }
}
