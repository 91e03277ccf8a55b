/**
 * Protects services that know their users by a cookie from requests that other sites make in the user's name (CSRF), by
 * what the browser itself says about a request (Fetch Metadata). {@link dev.gatehouse.fetchmetadata.FetchMetadataFilter}
 * is the entry.
 */
@NullMarked
package dev.gatehouse.fetchmetadata;

import org.jspecify.annotations.NullMarked;
