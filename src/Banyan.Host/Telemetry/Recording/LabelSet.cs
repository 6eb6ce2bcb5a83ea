namespace Banyan.Host.Telemetry.Recording;

/// <summary>Values of a series' labels, in the order of the metric's label names; those it does not have are null.</summary>
internal readonly record struct LabelSet(string? A = null, string? B = null, string? C = null, string? D = null, string? E = null, string? F = null)
{
    /// <summary>The label set in which every value is <c>other</c>: where series beyond the bound are counted.</summary>
    public static LabelSet Overflow { get; } = new("other", "other", "other", "other", "other", "other");

    /// <summary>A hash of lengths and a few letters: sets are few and alike sets are told apart by comparing, while whole texts are hashed a dozen times an exchange.</summary>
    public override int GetHashCode() => Mix(Mix(Mix(Mix(Mix(Mix(0, A), B), C), D), E), F);

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

    private static int Mix(int hash, string? text) =>
        text is not { Length: > 0 } some ? hash * 31 : (hash * 31) + (some.Length | (some[0] << 5) | (some[some.Length / 2] << 12) | (some[^1] << 19));
}
