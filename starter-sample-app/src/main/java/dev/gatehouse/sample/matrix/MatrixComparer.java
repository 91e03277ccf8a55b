package dev.gatehouse.sample.matrix;

import dev.gatehouse.deadline.Deadline;
import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Compares each with each, and stops when the time of the request is up. */
@Service
class MatrixComparer {

    /** Counts before it looks at the vectors, so that an oversized request costs nothing. */
    MatrixSimilarity compare(MatrixComparison request) {
        List<@Nullable List<@Nullable Double>> left = request.left();
        List<@Nullable List<@Nullable Double>> right = request.right();
        if (left.size() > MatrixComparison.MAX_VECTORS || right.size() > MatrixComparison.MAX_VECTORS) {
            throw tooLarge("A comparison takes at most " + MatrixComparison.MAX_VECTORS + " vectors on each side.");
        }
        int length = lengthOf(left.get(0));
        if (length > MatrixComparison.MAX_LENGTH) {
            throw tooLarge("A vector has at most " + MatrixComparison.MAX_LENGTH + " numbers.");
        }
        List<FieldProblem> problems = new ArrayList<>();
        Vectors rows = new Vectors("left", left, length, problems);
        Vectors columns = new Vectors("right", right, length, problems);
        if (!problems.isEmpty()) {
            throw ProblemException.validation(problems);
        }
        return new MatrixSimilarity(compared(rows, columns));
    }

    private static int lengthOf(@Nullable List<@Nullable Double> first) {
        if (first == null || first.isEmpty()) {
            throw ProblemException.validation(
                    List.of(new FieldProblem("left[0]", "must have at least one number", "length")));
        }
        return first.size();
    }

    private static ProblemException tooLarge(String message) {
        return ProblemException.businessRule("matrix_too_large", message);
    }

    private static List<List<Double>> compared(Vectors rows, Vectors columns) {
        Deadline deadline = Deadline.current();
        List<List<Double>> all = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            if (deadline != null) {
                deadline.check();
            }
            List<Double> similarities = new ArrayList<>(columns.size());
            for (int column = 0; column < columns.size(); column++) {
                similarities.add(rows.similarity(row, columns, column));
            }
            all.add(similarities);
        }
        return all;
    }
}
