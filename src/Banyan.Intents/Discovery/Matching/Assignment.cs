namespace Banyan.Intents.Discovery.Matching;

/// <summary>The one-to-one assignment of rows to columns with the greatest sum (Hungarian method with potentials, cubic).</summary>
/// <remarks>Source: Kuhn 1955, in the shortest augmenting path form of Jonker and Volgenant 1987.</remarks>
internal static class Assignment
{
    /// <summary>Assigns.</summary>
    /// <param name="score">Scores from 0 to 1, rows by columns.</param>
    /// <returns>The column of each row; -1 for a row that got none.</returns>
    public static int[] Best(double[,] score)
    {
        var size = Math.Max(score.GetLength(0), score.GetLength(1));
        var (rowBonus, columnBonus, rowOf) = (new double[size + 1], new double[size + 1], new int[size + 1]);
        for (var row = 1; row <= size; row++)
        {
            Augment(row, (i, j) => Cost(score, i, j) - rowBonus[i] - columnBonus[j], rowBonus, columnBonus, rowOf);
        }

        var columns = Enumerable.Repeat(-1, score.GetLength(0)).ToArray();
        for (var column = 1; column <= score.GetLength(1); column++)
        {
            if (rowOf[column] - 1 is var row and >= 0 && row < columns.Length)
            {
                columns[row] = column - 1;
            }
        }

        return columns;
    }

    private static double Cost(double[,] score, int row, int column) =>
        row <= score.GetLength(0) && column <= score.GetLength(1) ? 1 - score[row - 1, column - 1] : 1;

    private static void Augment(int row, Func<int, int, double> reduced, double[] rowBonus, double[] columnBonus, int[] rowOf)
    {
        var size = rowOf.Length - 1;
        var (least, from, isDone) = (Enumerable.Repeat(double.PositiveInfinity, size + 1).ToArray(), new int[size + 1], new bool[size + 1]);
        rowOf[0] = row;
        var at = 0;
        do
        {
            isDone[at] = true;
            var (step, next) = (double.PositiveInfinity, 0);
            for (var column = 1; column <= size; column++)
            {
                if (isDone[column])
                {
                    continue;
                }

                var cost = reduced(rowOf[at], column);
                (least[column], from[column]) = cost < least[column] ? (cost, at) : (least[column], from[column]);
                (step, next) = least[column] < step ? (least[column], column) : (step, next);
            }

            for (var column = 0; column <= size; column++)
            {
                if (isDone[column])
                {
                    rowBonus[rowOf[column]] += step;
                    columnBonus[column] -= step;
                }
                else
                {
                    least[column] -= step;
                }
            }

            at = next;
        }
        while (rowOf[at] != 0);

        for (; at != 0; at = from[at])
        {
            rowOf[at] = rowOf[from[at]];
        }
    }
}
