namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The section <c>cache</c>.</summary>
internal static class CacheSettings
{
    public static Setting Cache { get; } = Shape.Map(
        "cache",
        "Answers kept and given again",
        Shape.Flag("enabled", true, "Whether anything is cached"),
        Shape.Map(
            "ttl",
            "How long each level keeps answers",
            Shape.Duration("exact", "5m", "The same ask"),
            Shape.Duration("normalised", "5m", "The same ask but for blanks and case"),
            Shape.Duration("semantic", "1h", "An ask of the same meaning"),
            Shape.Duration("prompt", "24h", "The same prompt version and variables")),
        Shape.Word("backend", "auto", "Where; auto is Redis when there is one, else the database", "auto", "memory", "database", "redis"),
        Shape.Word("scope", "service", "Who shares answers", "service", "user", "tenant"),
        Shape.Size("maxEntryBytes", "1MB", "Largest answer kept"),
        Shape.Duration("staleIfError", "24h", "How old an answer may be when every candidate fails").Between(0),
        Shape.Map(
            "semantic",
            "The level that compares meanings",
            Shape.Flag("enabled", false, "Whether it is used"),
            Shape.Text("embedder", "", "The model that embeds asks"),
            Shape.Share("similarity", "0.95", "Least similarity"),
            Shape.Share("maxFalseHits", "0.005", "Share of wrong hits that switches it off"),
            Shape.Duration("embedBudget", "30ms", "Longest wait for an embedding"),
            Shape.Flag("shadow", false, "Whether it only reports what it would have answered"))).Pending();
}
