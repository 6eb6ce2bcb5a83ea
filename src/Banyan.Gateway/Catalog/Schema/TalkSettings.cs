namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The sections <c>conversations</c> and <c>tools</c>.</summary>
internal static class TalkSettings
{
    public static Setting Conversations { get; } = Shape.Map(
        "conversations",
        "Conversations kept by Banyan",
        Shape.Duration("ttl", "30d", "How long one is kept after its last message").Between(60, 365 * 86_400),
        Shape.Whole("keepRecent", "12", "Messages never summarised").Between(1, 1_000),
        Shape.Text("summariser", "", "The model or alias that summarises older messages; absent: the default model"),
        Shape.Whole("maxMessages", "2000", "Most messages of one conversation").Between(1, 100_000));

    public static Setting Tools { get; } = Shape.Map(
        "tools",
        "Tools Banyan runs itself",
        Shape.Duration("timeout", "5s", "Bound on one call"),
        Shape.Whole("maxTurns", "8", "Most turns of model and tools").Between(1),
        Shape.Whole("maxCalls", "32", "Most calls of one exchange").Between(1),
        Shape.Whole("maxParallel", "4", "Most calls at once").Between(1),
        Shape.Any("webSearch", "The service behind the built-in web search"),
        Shape.Any("dataSources", "Named read-only sources for the built-in query tool")).Pending();
}
