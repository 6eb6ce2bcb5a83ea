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
    public static double Worth(double number, double median) => median > 0 ? median / (median + number) : number > 0 ? 0 : 1;

    /// <summary>The number at a rank; those before it end up no larger. Sorting them all would take most of a decision's time.</summary>
    private static double Select(Span<double> numbers, int rank)
    {
        while (true)
        {
            var pivot = Middle(numbers[0], numbers[numbers.Length / 2], numbers[^1]);
            var less = ToFront(numbers, pivot, withEquals: false);
            if (rank < less)
            {
                numbers = numbers[..less];
                continue;
            }

            var rest = numbers[less..];
            var same = ToFront(rest, pivot, withEquals: true);
            if (rank < less + same || same == 0)
            {
                return pivot;
            }

            numbers = rest[same..];
            rank -= less + same;
        }
    }

    /// <summary>Brings the numbers less than a pivot to the front, equals too where wanted. No branch hangs on a number: half of them would be foretold wrongly.</summary>
    /// <returns>How many they are.</returns>
    private static int ToFront(Span<double> numbers, double pivot, bool withEquals)
    {
        var count = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            var number = numbers[i];
            numbers[i] = numbers[count];
            numbers[count] = number;
            count += Convert.ToInt32(number < pivot | (withEquals & number == pivot));
        }

        return count;
    }

    private static double Middle(double one, double other, double third) => Math.Max(Math.Min(one, other), Math.Min(Math.Max(one, other), third));

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
