namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The section <c>models</c>; the files of the built-in catalogue have the same form and an <c>asOf</c> more.</summary>
internal static class ModelSettings
{
    /// <summary>What a model can do, by the words of the configuration.</summary>
    public static readonly string[] Abilities =
        ["streaming", "tools", "parallelTools", "vision", "audio", "pdf", "jsonMode", "jsonSchema", "reasoning", "embeddings", "promptCache"];

    /// <summary>What a writer must know of a model.</summary>
    public static readonly string[] Traits =
        ["adaptiveThinking", "midListSystem", "thinkingLevel", "responseSchema", "forcedToolFormat", "cacheBreakpoints"];

    private static readonly Setting[] Components =
    [
        Shape.Money("input", "Uncached input"),
        Shape.Money("cachedInput", "Input read from the prompt cache; absent: as input"),
        Shape.Money("cacheWrite5m", "Input written to the cache for five minutes; absent: as input"),
        Shape.Money("cacheWrite1h", "Input written to the cache for an hour; absent: as input"),
        Shape.Money("output", "Visible output"),
        Shape.Money("reasoning", "Reasoning output; absent: as output"),
        Shape.Money("audioInput", "Audio input; absent: as input"),
        Shape.Money("audioOutput", "Audio output; absent: as output"),
    ];

    private static readonly Setting Tier = Shape.Map(
        "",
        "Prices for long prompts",
        [Shape.Whole("above", "", "Prompt tokens above which it holds, for the whole ask").Required(), .. Components]);

    private static readonly Setting Price = Shape.Map(
        "price",
        "`free`, or USD per 1,000,000 tokens",
        [
            .. Components,
            Shape.Money("perRequest", "USD per attempt, on top of tokens"),
            Shape.Number("batchFactor", "1", "Factor on every token price of what the provider bills as tier `batch`, where `serviceTiers` does not name it"),
            Shape.List("tiers", "Prices for long prompts; what a tier does not name stays as below it", Tier),
            Shape.Table("serviceTiers", "Factors by the provider's service tier", Shape.Number("", "", "Factor on every token price")),
        ]) with
    { Short = Shape.Word("price", "", "", "free") };

    public static Setting Model { get; } = Shape.Map(
        "",
        "A model",
        Shape.Text("displayName", "", "What people call it; absent: its name"),
        Shape.Whole("context", "", "Context window in tokens; absent: not known, length is not checked").Between(1),
        Shape.Whole("maxOutput", "", "Most output tokens; absent: not known"),
        Shape.Words("can", "What it can do; absent: streaming only", Abilities),
        Price,
        Shape.Share("quality", "0.5", "Expected quality, 0 to 1"),
        Shape.Duration("firstToken", "1s", "Expected time to the first token at the 95th percentile, until enough was observed"),
        Shape.Duration("perToken", "20ms", "Expected time for each further token at the 95th percentile, until enough was observed"),
        Shape.Word("status", "active", "Deprecated models answer with a warning; disabled ones are never used", "active", "deprecated", "disabled"),
        Shape.Text("replacement", "", "The model that follows a deprecated one"),
        Shape.Text("deployment", "", "Azure: the name of the deployment where it differs from the model's"),
        Shape.Words("traits", "Habits of the model its writers must know", Traits));

    public static Setting Models { get; } = Shape.Table("models", "Models by full name, `provider/name`; over the built-in catalogue, setting by setting", Model);
}
