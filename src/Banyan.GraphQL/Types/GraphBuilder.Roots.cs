using System.Runtime.CompilerServices;
using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types;

public sealed partial class GraphBuilder
{
    /// <summary>Adds a field to what can be read.</summary>
    /// <param name="signature">Name, arguments and type, as SDL.</param>
    /// <param name="value">Finds its value at once.</param>
    /// <param name="description">What it gives; null when the signature begins with it.</param>
    public FieldBuilder Query(string signature, Func<FieldContext, object?> value, string? description = null) =>
        Root(SchemaDraft.QueryName, signature, Resolvers.Root(value), description);

    /// <inheritdoc cref="Query(string, Func{FieldContext, object?}, string?)" />
    [OverloadResolutionPriority(2)]
    public FieldBuilder Query<TValue>(string signature, Func<FieldContext, ValueTask<TValue>> value, string? description = null) =>
        Root(SchemaDraft.QueryName, signature, Resolvers.Root(value), description);

    /// <inheritdoc cref="Query(string, Func{FieldContext, object?}, string?)" />
    [OverloadResolutionPriority(1)]
    public FieldBuilder Query<TValue>(string signature, Func<FieldContext, Task<TValue>> value, string? description = null) =>
        Root(SchemaDraft.QueryName, signature, Resolvers.Root(value), description);

    /// <summary>Adds a list that can grow to what can be read; <see cref="ObjectBuilder{T}.Connection"/> says what that makes.</summary>
    public FieldBuilder QueryConnection<TNode>(
        string signature, Func<GraphPage, FieldContext, ValueTask<GraphConnection<TNode>>> page, string? description = null, ConnectionParts parts = ConnectionParts.None) =>
        Root(SchemaDraft.QueryName, signature, Resolvers.Later((_, context) => page(GraphPage.From(context, parts.HasFlag(ConnectionParts.Backward)), context)), description).AsConnection(parts);

    /// <summary>Adds a change. Changes of one operation run strictly one after the other.</summary>
    /// <inheritdoc cref="Query(string, Func{FieldContext, object?}, string?)" />
    public FieldBuilder Mutation(string signature, Func<FieldContext, object?> value, string? description = null) =>
        Root(SchemaDraft.MutationName, signature, Resolvers.Root(value), description);

    /// <inheritdoc cref="Mutation(string, Func{FieldContext, object?}, string?)" />
    [OverloadResolutionPriority(2)]
    public FieldBuilder Mutation<TValue>(string signature, Func<FieldContext, ValueTask<TValue>> value, string? description = null) =>
        Root(SchemaDraft.MutationName, signature, Resolvers.Root(value), description);

    /// <inheritdoc cref="Mutation(string, Func{FieldContext, object?}, string?)" />
    [OverloadResolutionPriority(1)]
    public FieldBuilder Mutation<TValue>(string signature, Func<FieldContext, Task<TValue>> value, string? description = null) =>
        Root(SchemaDraft.MutationName, signature, Resolvers.Root(value), description);

    /// <summary>Adds a source of events; each item it gives is the field's value once.</summary>
    /// <param name="signature">Name, arguments and type of one event, as SDL.</param>
    /// <param name="open">Opens the source; it is disposed when the subscriber has gone.</param>
    /// <param name="description">What is told, and when.</param>
    public FieldBuilder Subscription<TEvent>(string signature, Func<FieldContext, IAsyncEnumerable<TEvent>> open, string? description = null) =>
        Root(SchemaDraft.SubscriptionName, signature, Resolvers.Events(open), description);

    private FieldBuilder Root(string type, string signature, FieldResolver resolver, string? description) =>
        Draft.Root(type).Add(new FieldDraft(signature, description, resolver));
}
