/**
 * Access control: the rules that annotations put on handlers are enforced in Spring Security's chain, before a body is read, and
 * once more at the handler itself; the guard stops a start that would leave a handler without a rule. {@link
 * dev.gatehouse.autoconfigure.access.BearerSecurity} is the chain in one line.
 */
@NullMarked
package dev.gatehouse.autoconfigure.access;

import org.jspecify.annotations.NullMarked;
