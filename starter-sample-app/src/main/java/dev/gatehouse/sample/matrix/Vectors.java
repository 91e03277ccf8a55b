package dev.gatehouse.sample.matrix;

import dev.gatehouse.error.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vectors of a request, as numbers of length one. */
final class Vectors {

    private final List<double[]> units = new ArrayList<>();

    /**
     * Reads the vectors.
     *
     * @param length how many numbers each has to have
     * @param problems takes what is wrong with them
     */
    Vectors(String field, List<@Nullable List<@Nullable Double>> vectors, int length, List<FieldProblem> problems) {
        for (int i = 0; i < vectors.size(); i++) {
            double[] numbers = numbers(field + "[" + i + "]", vectors.get(i), length, problems);
            if (numbers != null) {
                units.add(numbers);
            }
        }
    }

    private static double @Nullable [] numbers(
            String field, @Nullable List<@Nullable Double> vector, int length, List<FieldProblem> problems) {
        if (vector == null || vector.size() != length) {
            problems.add(new FieldProblem(field, "must have " + length + " numbers, as the first one has", "length"));
            return null;
        }
        double[] numbers = new double[length];
        double largest = 0;
        for (int i = 0; i < length; i++) {
            Double number = vector.get(i);
            if (number == null || !Double.isFinite(number)) {
                problems.add(
                        new FieldProblem(field + "[" + i + "]", "must be a number from -1.7e308 to 1.7e308", "number"));
                return null;
            }
            numbers[i] = number;
            largest = Math.max(largest, Math.abs(number));
        }
        if (largest == 0) {
            problems.add(new FieldProblem(field, "must not be all zeros: they have no direction", "zero"));
            return null;
        }
        scale(numbers, largest);
        scale(numbers, size(numbers));
        return numbers;
    }

    private static void scale(double[] numbers, double divisor) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] /= divisor;
        }
    }

    /** Where the largest number is one, squares neither overflow nor lose what counts. */
    private static double size(double[] numbers) {
        double squares = 0;
        for (double number : numbers) {
            squares += number * number;
        }
        return Math.sqrt(squares);
    }

    int size() {
        return units.size();
    }

    /** The cosine of the angle between two of them. */
    double similarity(int index, Vectors others, int other) {
        double[] one = units.get(index);
        double[] two = others.units.get(other);
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * two[i];
        }
        // Rounding must not make more of it than there can be.
        return Math.max(-1, Math.min(1, sum));
    }
}
