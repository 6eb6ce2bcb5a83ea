namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The section <c>conversations</c>.</summary>
internal static class TalkSettings
{
    public static Setting Conversations { get; } = Shape.Map(
        "conversations",
        "Conversations kept by Banyan",
        Shape.Duration("ttl", "30d", "How long one is kept after its last message").Between(60, 365 * 86_400),
        Shape.Whole("keepRecent", "12", "Messages never summarised").Between(1, 1_000),
        Shape.Text("summariser", "", "The model or alias that summarises older messages; absent: the default model"),
        Shape.Whole("maxMessages", "2000", "Most messages of one conversation").Between(1, 100_000));
}
