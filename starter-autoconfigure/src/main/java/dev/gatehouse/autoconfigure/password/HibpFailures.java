package dev.gatehouse.autoconfigure.password;

/** Hears of each time Have I Been Pwned gave no usable answer. */
@FunctionalInterface
interface HibpFailures extends Runnable {}
