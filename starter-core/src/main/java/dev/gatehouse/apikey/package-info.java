/**
 * API keys for services: made once, kept as a hash, checked in constant time, bounded by scopes, an expiry and networks.
 * {@link dev.gatehouse.apikey.ApiKeyCodec} makes them, {@link dev.gatehouse.apikey.ApiKeyAuthenticator} checks them, {@link
 * dev.gatehouse.apikey.ApiKeyAuthenticationFilter} does so for requests.
 */
@NullMarked
package dev.gatehouse.apikey;

import org.jspecify.annotations.NullMarked;
