using System.Collections.Frozen;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Catalogues of tests.</summary>
internal static class Made
{
    public static IntentCatalogue Of(params Intent[] intents) => new("sha256:test", intents.ToFrozenDictionary(intent => intent.Key, StringComparer.Ordinal));

    public static Intent Read(string key) => One(key, Effect.Read);

    public static Intent Write(string key) => One(key, Effect.Write);

    public static Intent One(string key, Effect effect) => new()
    {
        Key = key,
        Title = key,
        Effect = effect,
        Params = JsonSchema.Any,
        Result = JsonSchema.Any,
        Hash = "hash-of-" + key,
        Modern = Side("modern", Generation.Modern, key),
    };

    public static IntentOperation Side(string backend, Generation generation, string operation, bool honoursKeys = false) => new()
    {
        Backend = new Backend { Name = backend, BaseUrl = new Uri("http://127.0.0.1:1"), Generation = generation, RequestsPerSecond = 1e6 },
        OperationId = operation,
        Method = "POST",
        Path = "/" + operation,
        Parameters = [],
        HonoursKeys = honoursKeys,
    };
}
