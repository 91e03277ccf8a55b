/**
 * Collects what browsers report about violated policies: {@link dev.gatehouse.headers.report.ReportCollector}, bounded in
 * what it reads, keeps and logs, since anybody can send it anything.
 */
@NullMarked
package dev.gatehouse.headers.report;

import org.jspecify.annotations.NullMarked;
