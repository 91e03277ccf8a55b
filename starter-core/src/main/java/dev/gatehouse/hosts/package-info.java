/**
 * Trusted hosts: a request for a host that is none of this service's is refused before anything reads the host. {@link
 * dev.gatehouse.hosts.TrustedHostFilter} is the entry.
 */
@NullMarked
package dev.gatehouse.hosts;

import org.jspecify.annotations.NullMarked;
