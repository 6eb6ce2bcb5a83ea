using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Tests.Migration;

/// <summary>Intents, backends and people of these tests.</summary>
internal static class TestIntents
{
    public static readonly Backend Monolith = new() { Name = "monolith", BaseUrl = new Uri("http://127.0.0.1:1"), Generation = Generation.Legacy, IsTrusted = true };

    public static readonly Backend Orders = new() { Name = "orders-api", BaseUrl = new Uri("http://127.0.0.1:2"), Generation = Generation.Modern, IsTrusted = true };

    public static readonly IntentOperation OldSide = new() { Backend = Monolith, OperationId = "old", Method = "GET", Path = "/old", Parameters = [] };

    public static readonly IntentOperation NewSide = new() { Backend = Orders, OperationId = "new", Method = "GET", Path = "/new", Parameters = [] };

    public static Intent Get { get; } = Make("orders.get");

    public static Intent List { get; } = Make("orders.list");

    public static Intent Cancel { get; } = Make("orders.cancel", Effect.Destructive);

    public static Intent Make(string key, Effect effect = Effect.Read) => new()
    {
        Key = key,
        Title = key,
        Params = JsonSchema.Any,
        Result = Schema(("status", null), ("phone", "pii")),
        Effect = effect,
        Hash = key,
        Legacy = OldSide,
        Modern = NewSide,
    };

    public static JsonSchema Schema(params (string Name, string? Sensitivity)[] fields) => JsonSchema.Any with
    {
        Type = "object",
        Properties = fields.ToDictionary(
            field => field.Name,
            field => JsonSchema.Any with { Source = Json(field.Sensitivity is null ? "{}" : $$"""{"x-banyan-sensitivity":"{{field.Sensitivity}}"}""") },
            StringComparer.Ordinal),
    };

    public static Subject Person(string id, string tenant = "default") => new()
    {
        Tenant = tenant,
        Id = id,
        Email = id + "@shop.example",
        Caller = new Caller { Tenant = tenant, Service = "chat", KeyId = "k", Grants = new Grants([], []) },
    };

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static IntentCatalogue Catalogue(params Intent[] intents) =>
        new("sha256:test", intents.ToDictionary(intent => intent.Key, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal));
}
