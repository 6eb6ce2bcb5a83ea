using System.Globalization;

namespace Banyan.Intents.Spine;

/// <summary>Stages as words: <c>legacy</c>, <c>shadow</c>, <c>canary:25</c>, <c>modern</c>, <c>modern-only</c>.</summary>
internal static class StageWords
{
    /// <summary>The word of a stage.</summary>
    public static string Of(Stage stage, double percent) => stage switch
    {
        Stage.Legacy => "legacy",
        Stage.Shadow => "shadow",
        Stage.Canary => string.Create(CultureInfo.InvariantCulture, $"canary:{percent:0.##}"),
        Stage.Modern => "modern",
        Stage.ModernOnly => "modern-only",
    };

    /// <summary>The stage of a word; null when it is none.</summary>
    public static StageSetting? Parse(string word) => word switch
    {
        "legacy" => new StageSetting(Stage.Legacy),
        "shadow" => new StageSetting(Stage.Shadow),
        "modern" => new StageSetting(Stage.Modern),
        "modern-only" => new StageSetting(Stage.ModernOnly),
        _ => word.StartsWith("canary:", StringComparison.Ordinal) && double.TryParse(word.AsSpan(7), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            ? new StageSetting(Stage.Canary, percent)
            : null,
    };

    /// <summary>The word of a side.</summary>
    public static string Of(Generation side) => side == Generation.Modern ? "modern" : "legacy";
}
