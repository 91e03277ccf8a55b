/**
 * Addresses: strict literals, networks, and the one answer to who the client of a request is when proxies stand in
 * front of the service.
 */
@NullMarked
package dev.gatehouse.net;

import org.jspecify.annotations.NullMarked;
