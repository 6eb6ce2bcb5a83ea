using System.Collections.Frozen;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.TestKit;

/// <summary>Exchanges for tests of single steps: one provider, one model, one caller, each replaceable.</summary>
public sealed class TestExchange(TimeProvider time)
{
    public AskLens Lens { get; init; } = new() { Model = "lab/small", TextBytes = 400 };

    public Caller Caller { get; init; } = new() { Tenant = "default", Service = "billing", KeyId = "Ab12Cd34", Grants = Grants.All };

    public Operation Operation { get; init; }

    public ModelEntry Model { get; init; } = SmallModel();

    public string? DefaultModel { get; init; }

    public RetryPolicy Retry { get; init; } = new();

    public IReadOnlyList<string>? Fallbacks { get; init; }

    public LimitPolicy Limits { get; init; } = LimitPolicy.Off;

    public bool IsStrict { get; init; }

    public static ModelEntry SmallModel(PriceRow? price = null, int? context = 1_000, params (string Name, string Value)[] quirks) => new()
    {
        Name = "small",
        Context = context,
        Prices = price is null ? [] : [price],
        Provider = new Provider
        {
            Name = "lab",
            Kind = "openai",
            Dialects = [DialectId.OpenAiChat],
            Quirks = quirks.ToDictionary(quirk => quirk.Name, quirk => quirk.Value, StringComparer.OrdinalIgnoreCase),
        },
    };

    public Exchange Build() => new()
    {
        Id = ExchangeId.New(time),
        Caller = Caller,
        Door = "openai-chat",
        Operation = Operation,
        Catalog = Catalog(),
        Deadline = Deadline.After(TimeSpan.FromSeconds(600), time),
        StartedAt = time.GetUtcNow(),
        StartTimestamp = time.GetTimestamp(),
        Ask = new WireBody(new PlainDialect(Lens), "{}"u8.ToArray(), Operation),
        Fallbacks = Fallbacks,
        IsStrict = IsStrict,
    };

    /// <summary>Adds the exchange's next attempt, sent and begun now.</summary>
    public Attempt Try(Exchange exchange)
    {
        var attempt = new Attempt(exchange.Attempts.Count + 1, new Candidate(Model), time.GetUtcNow(), time.GetTimestamp()) { WasSent = true };
        exchange.Attempts.Add(attempt);
        return attempt;
    }

    private CatalogSnapshot Catalog() => new()
    {
        Version = 1,
        Providers = new Dictionary<string, Provider>(StringComparer.Ordinal) { [Model.Provider.Name] = Model.Provider }.ToFrozenDictionary(StringComparer.Ordinal),
        Models = new Dictionary<string, ModelEntry>(StringComparer.Ordinal) { [Model.Id] = Model }.ToFrozenDictionary(StringComparer.Ordinal),
        ModelsByName = new Dictionary<string, IReadOnlyList<ModelEntry>>(StringComparer.Ordinal) { [Model.Name] = [Model] }.ToFrozenDictionary(StringComparer.Ordinal),
        Aliases = FrozenDictionary<string, ModelAlias>.Empty,
        DefaultModel = DefaultModel,
        Retry = Retry,
        Limits = Limits,
    };
}
