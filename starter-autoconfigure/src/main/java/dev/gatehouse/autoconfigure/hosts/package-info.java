/** Trusted hosts: on as soon as the service's hosts are listed. */
@NullMarked
package dev.gatehouse.autoconfigure.hosts;

import org.jspecify.annotations.NullMarked;
