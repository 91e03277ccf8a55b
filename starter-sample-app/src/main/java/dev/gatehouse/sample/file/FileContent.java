package dev.gatehouse.sample.file;

import org.springframework.core.io.Resource;

/** A file together with its bytes. */
record FileContent(FileResponse file, Resource bytes) {}
