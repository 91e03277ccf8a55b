package dev.gatehouse.autoconfigure.environment.secretfile;

/** A secret that was to come from a file and cannot. Its message names the variable and the file, never the content. */
final class UnusableSecretFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    UnusableSecretFileException(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
