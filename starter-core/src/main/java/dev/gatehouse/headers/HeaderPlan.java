package dev.gatehouse.headers;

import jakarta.servlet.http.HttpServletRequest;

/** The sets of headers among which a response of one path may choose. */
final class HeaderPlan {

    private final HeaderSet base;
    private final HeaderSet page;
    private final HeaderSet documentation;
    private final SecurityHeadersSettings settings;

    HeaderPlan(SecurityHeadersSettings settings, HeaderProfile profile, HeaderOverrides path) {
        boolean auto = profile == HeaderProfile.AUTO;
        this.settings = settings;
        this.base = new HeaderSet(auto ? HeaderProfile.API : profile, settings, path);
        this.page = auto ? new HeaderSet(HeaderProfile.WEB, settings, path) : base;
        this.documentation = auto ? new HeaderSet(HeaderProfile.DOCS, settings, path) : base;
    }

    /** What every response starts with. */
    HeaderSet base() {
        return base;
    }

    HeaderSet forPage(HttpServletRequest request) {
        return page != documentation && settings.documentation().matches(request) ? documentation : page;
    }

    boolean isEmpty() {
        return (base.present() | page.present() | documentation.present()) == 0;
    }

    boolean mayNeedNonce() {
        return page.hasNonce() || documentation.hasNonce();
    }

    /** Whether a value found on a response came from one of these sets. */
    boolean isOurs(int ordinal, String value) {
        return value.equals(base.value(ordinal))
                || value.equals(page.value(ordinal))
                || value.equals(documentation.value(ordinal));
    }

    HeaderSet[] sets() {
        return new HeaderSet[] {base, page, documentation};
    }
}
