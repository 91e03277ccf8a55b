/** Finds the address of a client behind the proxies that the configuration trusts, and tells probes from clients. */
@NullMarked
package dev.gatehouse.autoconfigure.net;

import org.jspecify.annotations.NullMarked;
