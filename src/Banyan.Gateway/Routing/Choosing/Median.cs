namespace Banyan.Gateway.Routing.Choosing;

/// <summary>The middle of some numbers.</summary>
internal static class Median
{
    /// <summary>The median, of an even count the mean of the two in the middle; 0 for none. The numbers are left in another order.</summary>
    public static double Of(Span<double> numbers)
    {
        if (numbers.IsEmpty)
        {
            return 0;
        }

        var middle = numbers.Length / 2;
        var upper = Select(numbers, middle);
        return numbers.Length % 2 == 1 ? upper : (Largest(numbers[..middle]) + upper) / 2;
    }

    /// <summary>How good a number is beside the median, the less the better: 1/(1 + x/median), so the median is worth a half. A median of 0 gives 1 to zeros and 0 to the rest.</summary>
    public static double Worth(double number, double median) => median > 0 ? 1 / (1 + (number / median)) : number > 0 ? 0 : 1;

    /// <summary>The number at a rank; those before it end up no larger. Sorting them all would take most of a decision's time.</summary>
    private static double Select(Span<double> numbers, int rank)
    {
        var (low, high) = (0, numbers.Length - 1);
        while (low < high)
        {
            var pivot = numbers[(low + high) / 2];
            var (left, right) = (low, high);
            while (left <= right)
            {
                while (numbers[left] < pivot)
                {
                    left++;
                }

                while (numbers[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (numbers[left], numbers[right]) = (numbers[right], numbers[left]);
                    left++;
                    right--;
                }
            }

            if (rank <= right)
            {
                high = right;
            }
            else if (rank >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return numbers[rank];
    }

    private static double Largest(ReadOnlySpan<double> numbers)
    {
        var most = numbers[0];
        foreach (var number in numbers)
        {
            most = Math.Max(most, number);
        }

        return most;
    }
}
