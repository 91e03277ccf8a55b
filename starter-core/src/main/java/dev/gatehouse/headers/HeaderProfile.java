package dev.gatehouse.headers;

/** A set of header values that fits a kind of response. */
public enum HeaderProfile {

    /** Chosen by the response: {@link #WEB} or {@link #DOCS} for a page in HTML, {@link #API} for all else. */
    AUTO,

    /** For data: nothing may be loaded, run or framed from it. */
    API,

    /** For pages: own resources only, inline scripts and styles only with the nonce. */
    WEB,

    /** For pages of Swagger UI and ReDoc, which write style elements and start workers. */
    DOCS,

    /** No header but those that are configured by name. */
    OFF
}
