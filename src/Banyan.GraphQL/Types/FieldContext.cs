using System.Security.Claims;

namespace Banyan.GraphQL.Types;

/// <summary>What a resolver may use: arguments, services, who asks, and when to stop; nothing else. Valid while its resolver runs.</summary>
public abstract class FieldContext
{
    /// <summary>Who asks.</summary>
    public abstract ClaimsPrincipal User { get; }

    /// <summary>Signalled when the client has left, time is up, or a parent became null.</summary>
    public abstract CancellationToken Cancelled { get; }

    /// <summary>A service of the request.</summary>
    public abstract T Get<T>()
        where T : notnull;

    /// <summary>An argument's coerced value, its default applied; <c>default</c> when it was not given and has none.</summary>
    /// <typeparam name="T">What the type coerces to: string (String, ID), int, double, bool, an enum's CLR type, what the input's maker made, a scalar's CLR type. Nullable where it may be null.</typeparam>
    public abstract T Arg<T>(string name);

    /// <summary>A list argument's items; empty when it was not given or is null.</summary>
    public abstract IReadOnlyList<T> Args<T>(string name);

    /// <summary>Whether the caller gave the argument, null included; a default does not count.</summary>
    public abstract bool Has(string name);

    /// <summary>Whether a child field of that name is selected, fragments looked through; <c>edges.node</c> names one further down.</summary>
    public abstract bool Selects(string path);

    /// <summary>One value by key through a batch: keys are collected until no resolver can go on, then loaded in one call; each key once a request.</summary>
    /// <returns>Null for a key that has no value.</returns>
    public abstract ValueTask<TValue?> LoadAsync<TKey, TValue>(IGraphBatch<TKey, TValue> batch, TKey key)
        where TKey : notnull;
}
