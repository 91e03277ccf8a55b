package dev.gatehouse.limits;

/** What becomes of a request whose body is compressed or otherwise encoded ({@code Content-Encoding}, RFC 9110, 8.4). */
public enum EncodedBodies {

    /** It is refused with 415: the size after decoding could be anything. */
    REFUSE,

    /** It passes as it is: the limit counts the encoded bytes, and whoever decodes them has to bound the rest. */
    PASS
}
