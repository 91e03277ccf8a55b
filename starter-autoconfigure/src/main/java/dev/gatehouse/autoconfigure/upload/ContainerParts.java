package dev.gatehouse.autoconfigure.upload;

/**
 * How many parts the container takes in a request, files and fields.
 *
 * @param most below 0 for any number
 */
record ContainerParts(int most) {

    static final ContainerParts ANY = new ContainerParts(-1);
}
