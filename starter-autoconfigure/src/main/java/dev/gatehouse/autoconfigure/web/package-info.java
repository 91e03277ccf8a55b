/** What several features need of Spring's web support: above all the one way to match a path. */
@NullMarked
package dev.gatehouse.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
