using Banyan.Gateway.Routing.Choosing;

namespace Banyan.Gateway.Tests.Routing;

public sealed class MedianTests
{
    /// <summary>Property: whatever the numbers, the median is that of the sorted ones.</summary>
    [Fact]
    public void It_is_the_middle_of_the_sorted_numbers()
    {
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++)
        {
            double[] numbers = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(3) == 0 ? random.Next(5) : random.NextDouble() * 100)];
            var sorted = numbers.Order().ToArray();
            var middle = sorted.Length / 2;
            var expected = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            Median.Of(numbers).ShouldBe(expected, 1e-12, $"round {round}");
        }

        Median.Of([]).ShouldBe(0);
    }

    [Theory]
    [InlineData(1, 1, 0.5)]
    [InlineData(0, 1, 1)]
    [InlineData(3, 1, 0.25)]
    [InlineData(0, 0, 1)]
    [InlineData(0.001, 0, 0)]
    public void The_median_is_worth_a_half(double number, double median, double worth) => Median.Worth(number, median).ShouldBe(worth, 1e-12);
}
