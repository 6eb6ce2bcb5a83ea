using System.Security.Claims;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Types;

/// <summary>A resolver's context with arguments given by hand.</summary>
internal sealed class FakeContext(params (string Name, object? Value)[] arguments) : FieldContext
{
    private readonly Dictionary<string, object?> _arguments = arguments.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    public HashSet<string> Selected { get; } = new(StringComparer.Ordinal);

    public override ClaimsPrincipal User { get; } = new();

    public override CancellationToken Cancelled => CancellationToken.None;

    public override T Get<T>() => throw new NotSupportedException();

    public override T Arg<T>(string name) => _arguments.GetValueOrDefault(name) is { } value ? (T)value : default!;

    public override IReadOnlyList<T> Args<T>(string name) => _arguments.GetValueOrDefault(name) is IEnumerable<object?> items ? [.. items.Select(item => (T)item!)] : [];

    public override bool Has(string name) => _arguments.ContainsKey(name);

    public override bool Selects(string path) => Selected.Contains(path);

    public override ValueTask<TValue?> LoadAsync<TKey, TValue>(IGraphBatch<TKey, TValue> batch, TKey key)
        where TValue : default => throw new NotSupportedException();
}
