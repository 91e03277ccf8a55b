package dev.gatehouse.flag;

/** By what clients are told apart when a flag is on for a part of them. */
public enum FlagKey {
    /** By the user; without one by the API key; without that by the address. */
    AUTO,
    /** By the user; the flag is off for a client that is not logged in, at 100 %, too. */
    USER,
    /** By the API key; the flag is off for a client without one, at 100 %, too. */
    API_KEY,
    /** By the address of the client. */
    IP
}
