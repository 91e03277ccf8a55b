/** What Gatehouse does inside of Tomcat, beside its filters. */
@NullMarked
package dev.gatehouse.autoconfigure.tomcat;

import org.jspecify.annotations.NullMarked;
