namespace Banyan.Wire.Tests.Golden;

/// <summary>Every known deviation from the golden data. Mirrored in <c>docs/wire/deviations.md</c>.</summary>
internal static class KnownDeviations
{
    public static IReadOnlyList<KnownDeviation> All { get; } =
    [
    ];

    public static IEnumerable<KnownDeviation> Of(GoldenCase one) => All.Where(known => one.Name.StartsWith(known.Case, StringComparison.Ordinal));
}
