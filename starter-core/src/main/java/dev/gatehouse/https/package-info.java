/**
 * HTTPS: what arrives in plain HTTP is sent on to HTTPS where a person follows a link, and refused where a program would
 * send its credentials again and again unnoticed. {@link dev.gatehouse.https.HttpsFilter} is the entry.
 */
@NullMarked
package dev.gatehouse.https;

import org.jspecify.annotations.NullMarked;
