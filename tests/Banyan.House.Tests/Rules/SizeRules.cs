using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Rules;

/// <summary>H11: how long files may be.</summary>
internal static class SizeRules
{
    public const int WallInProduct = 400;
    public const int WallInTests = 500;
    public const int MostMedian = 60;
    public const int MostPercentile95 = 220;

    public static IEnumerable<Violation> Walls(IEnumerable<SourceFile> sources) =>
        from source in sources
        where !source.IsGenerated
        let wall = source.IsProduct ? WallInProduct : WallInTests
        where source.LineCount > wall
        select new Violation("H11", source.Path, $"has {source.LineCount} lines, the wall is {wall}", "Split it by direction or concern, or give a reason in allowances.txt.");

    public static IEnumerable<Violation> Spread(IEnumerable<int> lineCounts)
    {
        var ordered = lineCounts.Order().ToArray();
        if (ordered.Length == 0)
        {
            yield break;
        }

        var (median, late) = (ordered[(ordered.Length - 1) / 2], ordered[(((ordered.Length * 95) + 99) / 100) - 1]);
        if (median > MostMedian)
        {
            yield return new Violation("H11", "src", $"the median file has {median} lines, at most {MostMedian} are meant", "Split the files just above the median.");
        }

        if (late > MostPercentile95)
        {
            yield return new Violation("H11", "src", $"the 95th percentile is {late} lines, at most {MostPercentile95} are meant", "Split the longest files.");
        }
    }
}
