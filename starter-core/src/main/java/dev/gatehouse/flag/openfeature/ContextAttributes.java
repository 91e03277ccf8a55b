package dev.gatehouse.flag.openfeature;

/** The attributes of an evaluation context that is made of a request; each is missing where nothing is known. */
public final class ContextAttributes {

    /** The name of the user. */
    public static final String USER = "user";

    /** The first 32 hexadecimal digits of the SHA-256 of the API key; never the key itself. */
    public static final String API_KEY = "api_key";

    /** The address of the client. */
    public static final String CLIENT_ADDRESS = "client_address";

    /** The HTTP method. */
    public static final String METHOD = "method";

    private ContextAttributes() {}
}
