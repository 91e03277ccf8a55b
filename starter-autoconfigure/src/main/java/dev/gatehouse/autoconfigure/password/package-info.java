/** Password hashes and the policy, and their adapters for Spring Security. */
@NullMarked
package dev.gatehouse.autoconfigure.password;

import org.jspecify.annotations.NullMarked;
