package dev.gatehouse.apikey;

/** A text that reads like a key of ours: its id, and the hash of its secret. */
record PresentedApiKey(String id, String secretHash) {}
