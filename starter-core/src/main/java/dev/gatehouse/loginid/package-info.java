/**
 * Login ids: what makes two spellings of a user name or an e-mail address the same account, and no two others. {@link
 * dev.gatehouse.loginid.LoginIdNormalizer} is the entry.
 */
@NullMarked
package dev.gatehouse.loginid;

import org.jspecify.annotations.NullMarked;
