namespace Banyan.Host.Telemetry.Recording;

/// <summary>Values of a series' labels, in the order of the metric's label names; those it does not have are null.</summary>
internal readonly record struct LabelSet(string? A = null, string? B = null, string? C = null, string? D = null, string? E = null, string? F = null)
{
    /// <summary>The label set in which every value is <c>other</c>: where series beyond the bound are counted.</summary>
    public static LabelSet Overflow { get; } = new("other", "other", "other", "other", "other", "other");

    /// <summary>The value at a position; empty where there is none.</summary>
    public string At(int position) => position switch
    {
        0 => A ?? "",
        1 => B ?? "",
        2 => C ?? "",
        3 => D ?? "",
        4 => E ?? "",
        _ => F ?? "",
    };
}
