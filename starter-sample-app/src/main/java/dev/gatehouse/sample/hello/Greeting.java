package dev.gatehouse.sample.hello;

import io.swagger.v3.oas.annotations.media.Schema;

record Greeting(@Schema(example = "hello") String message) {}
