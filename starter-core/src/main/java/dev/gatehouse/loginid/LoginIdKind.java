package dev.gatehouse.loginid;

/** The two kinds of login id; an {@code @} tells them apart, for no user name has one. */
public enum LoginIdKind {
    USERNAME,
    EMAIL
}
